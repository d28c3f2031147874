# Monitoring: events of devices, alerts, and what staff decide about both.
job-kind-event-retention = Erasing old events
job-does-event-retention = Erases events that devices sent after the time that staff decided, class by class, and records how many went.
unit-event-events-over-quota = It sent more events than a device may in a day ({ $most }): the rest waits on the device
