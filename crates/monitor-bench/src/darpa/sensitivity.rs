//! What becomes of the area under the curve when settings are other ones.

use steadfast_monitor::measure::burst::Settings;

use super::edges::Labelled;
use super::{AREA, SEEDS, labelled, ours};
use crate::curve::area;
use crate::row::row;

/// Each setting halved and doubled, and far smaller and larger sketches.
pub(super) fn measure(edges: &[Labelled]) {
    let of = |settings| area(&labelled(edges, &ours(edges, settings, SEEDS[0])));
    let usual = Settings::default();
    let halved_and_doubled: [(&str, [Settings; 2]); 6] = [
        ("short", [2, 10].map(|short| Settings { short, ..usual })),
        ("long", [50, 200].map(|long| Settings { long, ..usual })),
        ("memory", [21_600, 86_400].map(|memory| Settings { memory, ..usual })),
        ("prior", [50.0, 200.0].map(|prior| Settings { prior, ..usual })),
        ("tolerance", [5.0, 20.0].map(|tolerance| Settings { tolerance, ..usual })),
        ("gate", [50.0, 200.0].map(|gate| Settings { gate, ..usual })),
    ];
    let each = halved_and_doubled.map(|(name, settings)| (name, settings.map(of)));
    let least = each.iter().flat_map(|(_, areas)| areas).copied().fold(f64::INFINITY, f64::min);
    let shown = each.map(|(name, [halved, doubled])| format!("{name} {halved:.4}, {doubled:.4}")).join("; ");
    row("DARPA, AUC with one setting halved, doubled", &format!("≥ {AREA:.3}"), &shown, Some(least >= AREA));
    let widths = [64, 256, 4_096, 65_536].map(|width| format!("{width}: {:.4}", of(Settings { width, ..usual })));
    row("DARPA, AUC with other widths", "", &widths.join("; "), None);
    let gates = [10.0, 1_000.0, f32::INFINITY].map(|gate| format!("{gate}: {:.4}", of(Settings { gate, ..usual })));
    row("DARPA, AUC with other gates", "", &gates.join("; "), None);
}
