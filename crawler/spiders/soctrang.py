"""Cổng thông tin điện tử tỉnh Sóc Trăng, a province that became part of Cần Thơ on 1 July 2025."""

from archive.model import Site
from crawler.crawl.spider import PortalSpider


class SocTrang(PortalSpider):
    name = "soctrang"
    title = "Cổng thông tin điện tử tỉnh Sóc Trăng"
    home = "https://soctrang.gov.vn/"
    domains = ("soctrang.gov.vn",)
    media_domains = ("storage-vnportal.vnpt.vn",)  # where the CMS keeps pictures and files of its portals
    cms = "vnportal"
    sites = (
        Site("ubnd-stg", "Ủy ban nhân dân tỉnh Sóc Trăng"),
        Site("vpubnd", "Văn phòng Ủy ban nhân dân tỉnh", "1292"),
        Site("svhttdl", "Sở Văn hóa, Thể thao và Du lịch", "1294"),
        Site("snnptnt", "Sở Nông nghiệp và Phát triển nông thôn", "1282"),
        Site("bantuyengiao", "Ban Tuyên giáo Tỉnh ủy", "1281"),
        Site("tpsoctrang", "Thành phố Sóc Trăng", "1279"),
        Site("huyenchauthanh", "Huyện Châu Thành", "1308"),
        Site("stn"),
    )
    starts = (
        "https://soctrang.gov.vn/",
        "https://vpub.soctrang.gov.vn/Default.aspx?sname=vpubnd&sid=1292&pageid=32237&catid=63645",
    )
