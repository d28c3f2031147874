## Jobs
