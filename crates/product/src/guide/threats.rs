//! Threats that a draft begins with: from the catalogue, for each interface and class.

use crate::catalogue;
use crate::file::{Interface, ProductFile, Protects, Stride, Threat, Treatment};

/// One threat for each interface and class. Where a control of the file is against it, it is to be mitigated; else nobody
/// decided yet. Likelihood and impact are for people.
pub(super) fn proposed(file: &ProductFile) -> Vec<Threat> {
    let pairs = file.interface.iter().flat_map(|interface| Stride::ALL.map(|class| (interface, class)));
    pairs.filter_map(|(interface, class)| threat(interface, class, file)).collect()
}

fn threat(interface: &Interface, class: Stride, file: &ProductFile) -> Option<Threat> {
    let proposal = catalogue::proposal(interface.kind?, class)?;
    let known = |id: &&String| file.control.iter().any(|control| control.id == **id);
    let controls: Vec<String> = proposal.features.iter().filter(known).cloned().collect();
    Some(Threat {
        id: format!("{}-{}", interface.id, class.as_str()),
        says: proposal.says.clone(),
        stride: Some(class),
        interfaces: vec![interface.id.clone()],
        assets: harmed(class, file),
        treatment: (!controls.is_empty()).then_some(Treatment::Mitigate),
        requirements: proposal.requirements.clone(),
        controls,
        ..Threat::default()
    })
}

/// Assets that a class harms by what it attacks.
fn harmed(class: Stride, file: &ProductFile) -> Vec<String> {
    let attacked = match class {
        Stride::InformationDisclosure => Protects::Confidentiality,
        Stride::DenialOfService => Protects::Availability,
        _ => Protects::Integrity,
    };
    let hit = file.asset.iter().filter(|asset| asset.protects.contains(&attacked));
    hit.map(|asset| asset.id.clone()).collect()
}
