"""The data that comes with the project: building ``data/``, reading it back, its provenance."""

from ivbgeo.embedded.build import build_data
from ivbgeo.embedded.catalogue import Problem, read_catalogue, verify
from ivbgeo.embedded.read import (
    read_area_counts,
    read_camera_areas,
    read_casewijk_links,
    read_categories,
    read_crosswalks,
    read_divisions,
    read_indicators,
    read_measures,
    read_population,
    read_postcodes,
    read_regional_priorities,
    read_speerpunt_categories,
    read_speerpunt_correspondence,
    read_speerpunten,
)
from ivbgeo.embedded.rows import (
    AreaCountRow,
    CasewijkLink,
    CategoryKind,
    CategoryRow,
    PopulationRow,
    PostcodeRow,
)

__all__ = [
    "AreaCountRow",
    "CasewijkLink",
    "CategoryKind",
    "CategoryRow",
    "PopulationRow",
    "PostcodeRow",
    "Problem",
    "build_data",
    "read_area_counts",
    "read_camera_areas",
    "read_casewijk_links",
    "read_catalogue",
    "read_categories",
    "read_crosswalks",
    "read_divisions",
    "read_indicators",
    "read_measures",
    "read_population",
    "read_postcodes",
    "read_regional_priorities",
    "read_speerpunt_categories",
    "read_speerpunt_correspondence",
    "read_speerpunten",
    "verify",
]
