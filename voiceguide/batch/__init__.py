"""Many exports at once: a plan, checked as a whole, is made on this machine's cores or on a cluster."""
