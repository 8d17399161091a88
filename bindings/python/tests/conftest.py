"""For all tests of the package."""

import signal

# Shells start background jobs with Ctrl-C ignored, which the programs that tests interrupt would inherit.
signal.signal(signal.SIGINT, signal.default_int_handler)
