"""The commands of `luutru`, one file each; every file offers its click command as `command`."""
