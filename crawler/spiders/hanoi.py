"""Sở Thông tin và Truyền thông Hà Nội, a portal on Liferay 6 that was closed in 2025."""

from crawler.crawl.spider import PortalSpider


class HaNoi(PortalSpider):
    name = "hanoi"
    title = "Cổng thông tin điện tử Sở Thông tin và Truyền thông Hà Nội"
    home = "https://sotttt.hanoi.gov.vn/"
    domains = ("sotttt.hanoi.gov.vn",)
    cms = "liferay"
