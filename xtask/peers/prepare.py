"""Lays out the peers of `cargo xtask bench` in target/bench/peers, from the shared data. Run it once, by hand.

Needs Python 3.11 or newer with venv, git, and cargo. Installing cargo-audit takes some minutes. Neither peer is part
of Steadfast or needed by it.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import venv
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = pathlib.Path(os.environ.get("STEADFAST_SHARED_DATA", ROOT / "target/shared-data"))
PEERS = ROOT / "target/bench/peers"


def records(archive):
    with zipfile.ZipFile(archive) as opened:
        for name in opened.namelist():
            if name.endswith(".json"):
                yield json.loads(opened.read(name))


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def commit(folder):
    """sbom-cve-check wants a git repository."""
    run = lambda *words: subprocess.run(["git", "-C", folder, *words], check=True)
    run("init", "--quiet")
    run("add", "--all")
    run("-c", "user.name=bench", "-c", "user.email=bench@example.org", "commit", "--quiet", "--message", "records")


def cve_list():
    for record in records(DATA / "cve/cve5-vulnrichment-embedded-and-kev.zip"):
        name = record["cveMetadata"]["cveId"]
        _, year, number = name.split("-")
        write(PEERS / "cvelist/cves" / year / f"{number[:-3]}xxx" / f"{name}.json", json.dumps(record))
    commit(PEERS / "cvelist")


def versions(affected):
    """The patched and unaffected requirements that RustSec's own OSV ranges were made from."""
    patched, unaffected = [], []
    for ranges in affected.get("ranges", []):
        starts = [event["introduced"] for event in ranges["events"] if "introduced" in event]
        fixes = [event["fixed"] for event in ranges["events"] if "fixed" in event]
        if starts[0] not in ("0", "0.0.0-0"):
            unaffected.append(f"< {starts[0]}")
        for place, fix in enumerate(fixes):
            until = f", < {starts[place + 1]}" if place + 1 < len(starts) else ""
            patched.append(f">= {fix}{until}")
    return patched, unaffected


def rustsec_page(record):
    """An OSV record as RustSec's own Markdown. Rebuilt from what the record keeps; the answers are the same."""
    affected = record["affected"][0]
    patched, unaffected = versions(affected)
    head = {"id": record["id"], "package": affected["package"]["name"], "date": record["published"][:10]}
    head["informational"] = affected.get("database_specific", {}).get("informational")
    head["withdrawn"] = (record.get("withdrawn") or "")[:10]
    head["aliases"] = [alias for alias in record.get("aliases", []) if re.match(r"(CVE|GHSA)-", alias)]
    head["cvss"] = next((s["score"] for s in record.get("severity", []) if s["score"].startswith("CVSS:3")), None)
    head["references"] = [reference["url"] for reference in record.get("references", [])]
    lines = [f"{key} = {json.dumps(value)}" for key, value in head.items() if value]
    tail = [f"patched = {json.dumps(patched)}", f"unaffected = {json.dumps(unaffected)}"]
    title = (record.get("summary") or record["id"]).replace("\n", " ")
    details = re.sub(r"(?m)^# ", "## ", record.get("details") or "")
    front = "\n".join(["[advisory]", *lines, "", "[versions]", *tail])
    return f"```toml\n{front}\n```\n\n# {title}\n\n{details}\n"


def rustsec():
    for record in records(DATA / "osv/crates.io/all.zip"):
        if record["id"].startswith("RUSTSEC"):
            package = record["affected"][0]["package"]["name"]
            write(PEERS / "rustsec/crates" / package / f"{record['id']}.md", rustsec_page(record))
    # Whether a release was yanked is asked of the registry's index: no part of what is compared here.
    write(PEERS / ".cargo/audit.toml", "[yanked]\nenabled = false\n")


def programs():
    venv.create(PEERS / "venv", with_pip=True)
    subprocess.run([PEERS / "venv/bin/pip", "install", "--quiet", "sbom-cve-check==1.3.5"], check=True)
    words = ["cargo", "install", "cargo-audit", "--version", "0.22.2", "--locked", "--root", PEERS]
    subprocess.run(words, check=True, cwd=PEERS)


def main():
    if not (DATA / ".stamp").is_file():
        sys.exit("the shared data is absent: cargo xtask data")
    if PEERS.exists():
        sys.exit(f"{PEERS} is there already: remove it to begin anew")
    cve_list()
    rustsec()
    programs()


if __name__ == "__main__":
    main()
