"""Commands that `scrapy` finds in this project: see COMMANDS_MODULE in the settings."""
