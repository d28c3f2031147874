# Advisories of the manufacturer's own.
action-advisory-read = Read the own advisories, drafts too
action-advisory-draft = Begin an advisory, and change what its next version says
action-advisory-publish = Publish an advisory, or a new version of it
action-advisory-policy = Say whether a second person publishes advisories

record-advisory-drafted = Began an advisory
record-advisory-changed = Changed what an advisory is to say
record-advisory-published = Published an advisory
record-advisory-policy-set = Said who publishes advisories

security-title = { $product }: security
security-lead = Known vulnerabilities of this product, and what to do about them. The newest comes first.
security-none = No advisory has been published for this product.
security-feed = Follow by feed (Atom)
security-contact = Report a vulnerability: { $contact }
security-version = version { $number }
security-withdrawn = Withdrawn
security-exploited = Is being exploited
security-action = What to do
security-update = Update to { $releases }.
security-no-fix = There is no update yet. This page will name it as soon as it is there.
security-looking = We are looking into it. There is nothing to do yet.
security-nothing = There is nothing to do.
security-document = Machine-readable document (CSAF)
security-state-affected = affected
security-state-fixed = fixed
security-state-not_affected = not affected
security-state-under_investigation = being looked into
