"""Tables without rules, read by where their words stand: pages of a PDF, and text that sets its columns apart with spaces."""
