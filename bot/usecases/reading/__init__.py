"""Reading what a message shows, at the moment it is sent."""
