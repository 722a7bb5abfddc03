"""What search answers with: pages for people, JSON for programs and for the box."""
