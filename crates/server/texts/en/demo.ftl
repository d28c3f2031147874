## The demo

demo-bar = The demo
demo-sample = Sample data. Nothing here is real.
demo-time = Sample time: { $day }, { $time }
demo-step-hour = +1 hour
demo-step-day = +1 day
demo-step-week = +1 week
demo-step-saturday = Next Saturday 23:00
demo-back = Put everything back
demo-back-explained = Throws away what you did, and begins again with the clock at its start
demo-outside = Open the link that the terminal shows once more to come in.
done-demo-moved = The sample's clock was moved.
demo-confirm = The visitor of the demo has neither a password nor a second factor. On a real server you would show every factor here.
demo-confirm-it = It is me

weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun

stand-in = Stand-in for the reporting platform
stand-in-lead = { $stage }, by the field list { $version }. Only in the demo: nothing goes to any authority, and nothing is kept.
stand-in-open = Open the form that stands in for it
stand-in-send = Submit
stand-in-not-taken = The form does not take this.
stand-in-taken = Taken. Note the number on the page that you pasted from.
stand-in-number = Number
