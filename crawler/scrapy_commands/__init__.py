"""What the command `scrapy` finds in this project beside the spiders: see COMMANDS_MODULE in the settings."""
