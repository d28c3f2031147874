# Notices: reports of cases to the single reporting platform.
notice-stage-early-warning = Early warning
notice-stage-notification = Notification (72 hours)
notice-stage-intermediate-report = Intermediate report
notice-stage-final-report = Final report
action-notice-write = Write the report of a case
action-notice-note = Note that a report was handed in, that the coordinator asked, and since when a measure is available
action-notice-prepare = Say to whose coordinator reports go, and who hands them in
record-notice-written = Wrote a field of a report
record-notice-handed-in = Noted that a report was handed in
record-notice-measure = Said since when a measure is available
record-notice-requested = Noted that the coordinator asked for a report
record-notice-prepared = Said to whose coordinator reports go

entry-measure = A corrective or mitigating measure is available since { $time }
entry-measure-none = No corrective or mitigating measure is available
entry-request = The coordinator asked for an intermediate report on { $asked }, by { $due }
entry-request-open = The coordinator asked for an intermediate report on { $asked }, and named no date
entry-reported = { $stage } handed in { $time }
