## What takes two people
