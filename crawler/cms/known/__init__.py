"""The known CMSs, one file each.

One whose addresses follow simple forms is a TOML file (`crawler.cms.forms`). Each other is a module with one instance
of its class, named `CMS`.
"""
