## What went wrong, as a page
