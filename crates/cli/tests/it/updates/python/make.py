"""Makes repositories with python-tuf: CASE FOLDER.

FOLDER/root.json is the root that a client begins with, FOLDER/before a repository that it believes (where there is one),
FOLDER/after the one that the case is about. Each case is one function.
"""

import hashlib
import json
import pathlib
import sys
from datetime import datetime, timedelta, timezone

from securesystemslib.signer import CryptoSigner, Key
from tuf.api.metadata import (
    TOP_LEVEL_ROLE_NAMES,
    DelegatedRole,
    Delegations,
    Metadata,
    MetaFile,
    Root,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)

NOW = datetime.now(timezone.utc).replace(microsecond=0)
LATER = NOW + timedelta(days=30)
PAST = NOW - timedelta(seconds=5)
PATH = "gateway/1/fw.bin"
CONTENT = b"firmware 1"
FOLDER = pathlib.Path(sys.argv[2])


class World:
    """A repository with one delegated line, `gateway`."""

    def __init__(self, make=CryptoSigner.generate_ed25519, consistent=True):
        self.make = make
        self.signers = {role: [make()] for role in [*sorted(TOP_LEVEL_ROLE_NAMES), "gateway"]}
        self.root = Metadata(Root(expires=LATER, consistent_snapshot=consistent))
        for role in TOP_LEVEL_ROLE_NAMES:
            self.root.signed.add_key(self.signers[role][0].public_key, role)
        self.targets = Metadata(Targets(expires=LATER))
        line = DelegatedRole("gateway", [], 1, terminating=True, paths=["gateway/*/*"])
        self.targets.signed.delegations = Delegations({}, {"gateway": line})
        self.targets.signed.add_key(self.signers["gateway"][0].public_key, "gateway")
        self.line = Metadata(Targets(expires=LATER))
        self.snapshot = Metadata(Snapshot(expires=LATER))
        self.timestamp = Metadata(Timestamp(expires=LATER))
        self.files = {PATH: CONTENT}
        self.name(PATH, CONTENT)
        self.roots = {}

    def name(self, path, content, by=None):
        by = by or self.line
        by.signed.targets[path] = TargetFile.from_data(path, content, ["sha256", "sha512"])

    def signed(self, role, metadata, by=None):
        """The file of a role, signed by its keys or by these."""
        metadata.signatures.clear()
        for signer in by or self.signers[role]:
            metadata.sign(signer, append=True)
        return metadata.to_bytes()

    def next_root(self, by=None):
        """Keeps the root as it is now, and begins the next version."""
        root = self.root.signed
        self.roots[root.version] = self.signed("root", self.root, by)
        root.version += 1

    def publish(self, place, by={}, altered={}, announced=True):
        """Writes all of it below FOLDER/place. `by` has other signers than a role's own, `altered` changes files after
        they were signed, `announced` says whether lengths and hashes are."""
        metadata = {}

        def file(role, content, version, extra=True):
            data = altered.get(role, lambda same: same)(self.signed(role, content, by.get(role)))
            name = f"{version}.{role}.json" if self.root.signed.consistent_snapshot and extra else f"{role}.json"
            metadata[name] = data
            hashes = {name: hashlib.new(name, data).hexdigest() for name in ("sha256", "sha512")}
            return MetaFile(content.signed.version, len(data), hashes) if announced else MetaFile(content.signed.version)

        if not self.roots:
            self.next_root()
        for version, data in self.roots.items():
            metadata[f"{version}.root.json"] = data
        for role, content in (("targets", self.targets), ("gateway", self.line)):
            self.snapshot.signed.meta[f"{role}.json"] = file(role, content, content.signed.version)
        version = self.snapshot.signed.version
        self.timestamp.signed.snapshot_meta = file("snapshot", self.snapshot, version)
        file("timestamp", self.timestamp, 0, extra=False)
        self.write(place, metadata)

    def write(self, place, metadata):
        here = FOLDER / place / "metadata"
        here.mkdir(parents=True, exist_ok=True)
        for name, data in metadata.items():
            (here / name).write_bytes(data)
        for path, content in self.files.items():
            folder, _, name = path.rpartition("/")
            names = [name]
            if self.root.signed.consistent_snapshot:
                names = [f"{hashlib.new(kind, content).hexdigest()}.{name}" for kind in ("sha256", "sha512")]
            for name in names:
                target = FOLDER / place / "targets" / folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
        if not (FOLDER / "root.json").exists():
            (FOLDER / "root.json").write_bytes(self.roots[1])

    def raise_versions(self):
        for metadata in (self.targets, self.line, self.snapshot, self.timestamp):
            metadata.signed.version += 1


def believed(**options):
    """A world whose client believes version 2 of everything but the root."""
    world = World(**options)
    world.raise_versions()
    world.publish("before")
    return world


def edited(data, edit):
    value = json.loads(data)
    edit(value)
    return json.dumps(value).encode()


# What is as it must be.


def plain():
    World().publish("after")


def ecdsa_keys():
    World(make=CryptoSigner.generate_ecdsa).publish("after")


def rsa_keys():
    World(make=CryptoSigner.generate_rsa).publish("after")


def names_without_versions():
    World(consistent=False).publish("after")


def nothing_announced():
    World().publish("after", announced=False)


def unknown_fields():
    world = World()
    for metadata in (world.root, world.targets, world.line, world.snapshot, world.timestamp):
        metadata.signed.unrecognized_fields["x-note"] = {"ü": ["\n", None, True, -1], "a": "\"\\"}
    world.publish("after")


def hash_prefixes():
    world = World()
    digest = hashlib.sha256(PATH.encode()).hexdigest()
    role = DelegatedRole("gateway", [], 1, terminating=False, path_hash_prefixes=[digest[:2], "zz"])
    world.targets.signed.delegations.roles["gateway"] = role
    world.targets.signed.add_key(world.signers["gateway"][0].public_key, "gateway")
    world.publish("after")


def roots_that_follow_each_other():
    world = believed()
    for _ in range(3):
        old, new = world.signers["root"], [world.make()]
        world.root.signed.revoke_key(old[0].public_key.keyid, "root")
        world.root.signed.add_key(new[0].public_key, "root")
        world.signers["root"] = new
        world.next_root([*old, *new])
    world.raise_versions()
    world.publish("after")


def versions_free_again_under_another_key():
    world = World()
    for metadata in (world.snapshot, world.timestamp):
        metadata.signed.version = 2**40
    world.publish("before")
    for role in ("snapshot", "timestamp"):
        world.root.signed.revoke_key(world.signers[role][0].public_key.keyid, role)
        world.signers[role] = [world.make()]
        world.root.signed.add_key(world.signers[role][0].public_key, role)
    world.next_root()
    for metadata in (world.snapshot, world.timestamp):
        metadata.signed.version = 2
    world.publish("after")


# What must be refused.


def rollback_of_the_timestamp():
    world = believed()
    world.timestamp.signed.version = 1
    world.publish("after")


def rollback_of_the_snapshot():
    world = believed()
    world.timestamp.signed.version = 3
    world.snapshot.signed.version = 1
    world.publish("after")


def rollback_of_targets():
    world = believed()
    world.raise_versions()
    world.targets.signed.version = 1
    world.publish("after")


def rollback_of_a_line():
    world = believed()
    world.raise_versions()
    world.line.signed.version = 1
    world.publish("after")


def freeze_by_an_old_timestamp():
    world = believed()
    world.raise_versions()
    world.timestamp.signed.expires = PAST
    world.publish("after")


def freeze_by_an_old_snapshot():
    world = believed()
    world.raise_versions()
    world.snapshot.signed.expires = PAST
    world.publish("after")


def expired_targets():
    world = believed()
    world.raise_versions()
    world.targets.signed.expires = PAST
    world.publish("after")


def expired_line():
    world = believed()
    world.raise_versions()
    world.line.signed.expires = PAST
    world.publish("after")


def expired_root():
    world = believed()
    world.root.signed.expires = PAST
    world.next_root()
    world.publish("after")


def mix_and_match():
    """The line of yesterday beside the snapshot of today."""
    world = believed()
    old = (FOLDER / "before/metadata/2.gateway.json").read_bytes()
    world.raise_versions()
    world.publish("after")
    (FOLDER / "after/metadata/3.gateway.json").write_bytes(old)


def mix_and_match_with_nothing_announced():
    world = believed()
    old = (FOLDER / "before/metadata/2.gateway.json").read_bytes()
    world.raise_versions()
    world.publish("after", announced=False)
    (FOLDER / "after/metadata/3.gateway.json").write_bytes(old)


def stranger_signs_the_timestamp():
    world = believed()
    world.raise_versions()
    world.publish("after", by={"timestamp": [world.make()]})


def stranger_signs_the_snapshot():
    world = believed()
    world.raise_versions()
    world.publish("after", by={"snapshot": [world.make()]})


def stranger_signs_targets():
    world = believed()
    world.raise_versions()
    world.publish("after", by={"targets": [world.make()]})


def server_signs_a_line():
    world = believed()
    world.raise_versions()
    world.publish("after", by={"gateway": world.signers["timestamp"]})


def too_few_sign_a_root():
    world = World()
    world.signers["root"].append(world.make())
    world.root.signed.add_key(world.signers["root"][1].public_key, "root")
    world.root.signed.roles["root"].threshold = 2
    world.publish("before")
    world.next_root(world.signers["root"][:1])
    world.publish("after")


def new_keys_alone_sign_a_root():
    world = believed()
    world.root.signed.revoke_key(world.signers["root"][0].public_key.keyid, "root")
    world.signers["root"] = [world.make()]
    world.root.signed.add_key(world.signers["root"][0].public_key, "root")
    world.next_root()
    world.publish("after")


def a_root_is_left_out():
    world = believed()
    world.root.signed.version = 3
    data = world.signed("root", world.root)
    world.publish("after")
    (FOLDER / "after/metadata/2.root.json").write_bytes(data)


def fast_forward_and_back():
    """A thief of the server's key used the numbers up; the same key does not lead back."""
    world = World()
    for metadata in (world.snapshot, world.timestamp):
        metadata.signed.version = 2**40
    world.publish("before")
    for metadata in (world.snapshot, world.timestamp):
        metadata.signed.version = 2
    world.publish("after")


def unknown_kind_of_key():
    world = believed()
    signer = world.make()
    known = signer.public_key.to_dict()
    odd = Key.from_dict(signer.public_key.keyid, known)
    odd.keytype = odd.scheme = "quantum"
    world.root.signed.revoke_key(world.signers["timestamp"][0].public_key.keyid, "timestamp")
    world.root.signed.add_key(odd, "timestamp")
    world.signers["timestamp"] = [signer]
    world.next_root()
    world.raise_versions()
    world.publish("after")


def one_key_under_two_ids():
    world = believed()
    own = world.signers["timestamp"][0].public_key
    alias = Key.from_dict("a" * 64, own.to_dict())
    world.root.signed.add_key(alias, "timestamp")
    world.root.signed.roles["timestamp"].threshold = 2
    world.next_root()
    world.raise_versions()

    def twice(data):
        def edit(value):
            value["signatures"].append({**value["signatures"][0], "keyid": "a" * 64})

        return edited(data, edit)

    world.publish("after", altered={"timestamp": twice})


def one_signature_twice():
    world = believed()
    world.raise_versions()
    world.publish(
        "after",
        altered={"timestamp": lambda data: edited(data, lambda value: value["signatures"].append(value["signatures"][0]))},
    )


def altered_after_signing():
    world = believed()
    world.raise_versions()

    def edit(value):
        value["signed"]["targets"][PATH]["custom"] = {"steadfast": {"sequence": 9}}

    world.publish("after", altered={"gateway": lambda data: edited(data, edit)})


def second_half_is_missing():
    """A root that asks for a pair, and a timestamp that one half signed."""
    world = believed()
    own = world.signers["timestamp"][0].public_key.keyid
    world.root.signed.unrecognized_fields["x-steadfast-pq"] = {own: "AAAA" * 650 + "AAA="}
    world.next_root()
    world.raise_versions()
    world.publish("after")


def second_half_is_wrong():
    world = believed()
    own = world.signers["timestamp"][0].public_key.keyid
    second = "AAAA" * 650 + "AAA="
    world.root.signed.unrecognized_fields["x-steadfast-pq"] = {own: second}
    world.next_root()
    world.raise_versions()
    key = {"keytype": "ml-dsa-65", "keyval": {"public": second}, "scheme": "ml-dsa-65"}
    spelled = json.dumps(key, separators=(",", ":"), sort_keys=True).encode()
    half = {"keyid": hashlib.sha256(spelled).hexdigest(), "sig": "00" * 3309}
    world.publish(
        "after", altered={"timestamp": lambda data: edited(data, lambda value: value["signatures"].append(half))}
    )


def another_content_under_the_name():
    world = World()
    world.publish("after")
    for file in (FOLDER / "after/targets").rglob("*.fw.bin"):
        file.write_bytes(b"firmware X")


def a_longer_content_under_the_name():
    world = World()
    world.publish("after")
    for file in (FOLDER / "after/targets").rglob("*.fw.bin"):
        file.write_bytes(CONTENT + b" and more")


def a_line_reaches_beyond_its_paths():
    world = World()
    world.line.signed.targets.clear()
    world.name("sensor/1/fw.bin", CONTENT)
    world.targets.signed.delegations.roles["gateway"].paths = ["other/*/*"]
    world.name(PATH, CONTENT)
    world.publish("after")


def roles_that_lead_to_each_other():
    world = World()
    own = world.signers["gateway"][0].public_key
    world.line.signed.targets.clear()
    again = DelegatedRole("gateway", [], 1, terminating=False, paths=["*/*/*"])
    world.line.signed.delegations = Delegations({}, {"gateway": again})
    world.line.signed.add_key(own, "gateway")
    world.publish("after")


def a_date_with_parts_of_a_second():
    world = believed()
    world.raise_versions()

    def edit(value):
        value["signed"]["expires"] = value["signed"]["expires"].replace("Z", ".5Z")

    world.publish("after", altered={"timestamp": lambda data: edited(data, edit)})


globals()[sys.argv[1]]()
