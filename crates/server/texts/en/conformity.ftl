# The register: what the facts say about each requirement.
action-conformity-read = Read the register of what facts show
action-dossier-read = Take the dossier of a product out
action-conformity-measure = Count for the register what a product shows
action-evidence-give = Hand in a report of tests as evidence
action-review-record = Record what one reviewed
record-product-measured = Counted what a product shows
record-evidence-given = Handed in a report of tests
record-review-recorded = Recorded a review
job-kind-conformity-register = Register
job-does-conformity-register = Carries records into the register, and counts once a day what each product shows.
