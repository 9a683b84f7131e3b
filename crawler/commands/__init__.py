"""The commands of `luutru`, one file each. Every file has a click command named `command`."""
