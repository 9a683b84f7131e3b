"""Scrapy's settings for every portal. `luutru crawl` and `scrapy crawl` both begin here."""

import os

BOT_NAME = "luutru"
SPIDER_MODULES = ["crawler.spiders"]
SPIDER_LOADER_CLASS = "crawler.crawl.spider_loader.PortalLoader"
COMMANDS_MODULE = "crawler.scrapy_commands"

# The archive, and whom a portal's administrator can write to.
LUUTRU_ARCHIVE = os.environ.get("LUUTRU_ARCHIVE", "archive.db")
LUUTRU_CONTACT = os.environ.get("LUUTRU_CONTACT", "")

# Manners: one request at a time, a second apart, slower when the server slows down.
ROBOTSTXT_OBEY = True
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0
CONCURRENT_REQUESTS = 2
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_TIMEOUT = 90
DOWNLOAD_MAXSIZE = 100 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_FAIL_ON_DATALOSS = False  # what came is kept, with its status and headers
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_HANDLERS = dict.fromkeys(("http", "https"), "crawler.politeness.download_handler.Handler")
TWISTED_DNS_RESOLVER = "crawler.politeness.public_resolver.PublicResolver"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Language": "vi,en;q=0.5",
}

# The frontier decides what is fetched when; redirects and errors are captures like any other.
SCHEDULER = "crawler.frontier.scheduler.Scheduler"
ITEM_PIPELINES = {"crawler.pipelines.ArchivePipeline": 100}
EXTENSIONS = {"crawler.monitoring.progress.ProgressExtension": 100}
DOWNLOADER_MIDDLEWARES_BASE = {
    "crawler.politeness.robots.Robots": 100,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "crawler.politeness.content_coding.ContentCoding": 590,
    "crawler.politeness.cookies.Cookies": 700,
}
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}
EXTENSIONS_BASE = {
    "crawler.politeness.throttle.Throttle": 0,
    "crawler.politeness.download_handler.Downloads": 0,
}

# Speed: the default starts a hundred tasks for every response, which brings one capture and at most a request.
CONCURRENT_ITEMS = 1
WARN_ON_GENERATOR_RETURN_VALUE = False  # reads the source of every callback, at every page
# To find out versions takes as long as several pages, for a line that LOG_LEVEL leaves out.
LOG_VERSIONS: list[str] = []
# Safety: both consoles run code for whoever reaches them on this machine.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
LOG_LEVEL = "WARNING"
