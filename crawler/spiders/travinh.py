"""Cổng thông tin điện tử tỉnh Trà Vinh, which became part of Vĩnh Long on 1 July 2025."""

from crawler.crawl.spider import PortalSpider


class TraVinh(PortalSpider):
    name = "travinh"
    title = "Cổng thông tin điện tử tỉnh Trà Vinh"
    home = "https://travinh.gov.vn/"
    domains = ("travinh.gov.vn",)
    media_domains = ("storage-vnportal.vnpt.vn",)
    cms = "vnportal"
