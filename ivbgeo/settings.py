"""Settings: ``IVBGEO_*`` variables, else ``ivbgeo.toml``, else what works at once."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from ivbgeo.errors import SettingsError

__all__ = ["ROOT", "Settings"]

ROOT = Path(__file__).resolve().parent.parent
_PREFIX = "IVBGEO_"
_THRESHOLDS = range(2, 11)
_MOST_LAG = 24
_YES_NO = {"ja": True, "nee": False}
_PATHS = frozenset({"data_dir", "cache_dir"})
# Of before there was a sign-in: who still has them thinks that they do something.
_GONE = frozenset({"role", "wijken"})


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set.

    Parameters
    ----------
    database_url
        Where the store is: ``sqlite:///…`` or ``postgresql://…``.
    data_dir
        The embedded data.
    cache_dir
        Where is kept what can be made again, such as the index of a large division.
    public_counts
        Whether everybody may see what withholding leaves of intern incidents and cases: ja or nee.
    was_lag
        How many whole months a WAS-team does not see yet of them; 1: not the last one.
    threshold
        The least count of intern incidents and cases that is shown to who may not see each of
        them: 2 to 10.
    politie_url, cbs_url
        Where the tables of the police and of the CBS are; a mirror has the same paths.
    areas_url, wfs_url
        Where areas are: as OGC API Features, and as WFS where that fails.
    address_url
        Where addresses are looked up, such as
        https://api.pdok.nl/bzk/locatieserver/search/v3_1; empty: nowhere.
    background
        The map behind the areas: ``pdok``, or an .mbtiles or .pmtiles file; empty: none.
    background_variant, background_url
        Which map of PDOK (standaard, grijs, pastel or water), and where that service is.
    frame_ancestors
        Sites that may show the app in a frame, such as https://intranet.gemeente.nl, with spaces
        between them; empty: no other site.
    signin_issuer, signin_client
        Where users sign in by OpenID Connect, and the name of this app there; all that begins with
        ``signin`` empty: nobody can (``ivbgeo.signin``).
    signin_secret, signin_cookie_secret
        The app's secret at the provider, and the one that cookies are signed with; or the files
        in which they stand, ``signin_secret_file`` and ``signin_cookie_secret_file``.
    signin_address
        Where browsers find the app, such as https://kaart.gemeente.nl.
    signin_role_claim, signin_roles
        The claim with the role, and what its values mean, as ``value=role; value=role``; empty:
        the values are the roles themselves.
    signin_wijken_claim, signin_wijken
        The claim with one's wijken, and what its values mean, as ``value=WK063705 WK063706; …``;
        empty: the values are codes.
    signin_name_claim
        The claim with the name for the record of access.
    signin_hours
        For how many hours somebody is signed in.
    municipality_phone
        The number of the gemeente on a sheet for a round, such as 14 079; empty: one that is known,
        or none.
    security_contact
        Where to report a leak, for ``/.well-known/security.txt``: mailto:, https: or tel:
        addresses with spaces between them; empty: that file is not there.
    keep_remarks
        Whether free text in files of incidents and cases is kept, without what looks personal: ja
        or nee (``ivbgeo.remarks``).
    record_days
        For how many days a line of the record of access is kept.
    record_aside
        The file in which ``ivbgeo check`` keeps the newest line of the record of each day, best on
        another machine than the store; empty: nowhere.
    spot_days
        For how many days a stille or enge plek is kept after it was solved.
    """

    database_url: str = field(default=f"sqlite:///{ROOT / 'var' / 'ivbgeo.sqlite'}", repr=False)
    data_dir: Path = ROOT / "data"
    cache_dir: Path = ROOT / "var" / "cache"
    public_counts: str = "nee"
    was_lag: str = "1"
    threshold: str = "5"
    politie_url: str = "https://dataderden.cbs.nl"
    cbs_url: str = "https://opendata.cbs.nl"
    areas_url: str = "https://api.pdok.nl"
    wfs_url: str = "https://service.pdok.nl"
    address_url: str = ""
    background: str = ""
    background_variant: str = "grijs"
    background_url: str = "https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0"
    frame_ancestors: str = ""
    signin_issuer: str = ""
    signin_client: str = ""
    signin_secret: str = field(default="", repr=False)
    signin_secret_file: str = ""
    signin_cookie_secret: str = field(default="", repr=False)
    signin_cookie_secret_file: str = ""
    signin_address: str = ""
    signin_role_claim: str = "roles"
    signin_roles: str = ""
    signin_wijken_claim: str = "wijken"
    signin_wijken: str = ""
    signin_name_claim: str = "preferred_username"
    signin_hours: str = "8"
    keep_remarks: str = "nee"
    record_days: str = "730"
    record_aside: str = ""
    spot_days: str = "365"
    security_contact: str = ""
    municipality_phone: str = ""

    @property
    def record_file(self) -> Path | None:
        """The file of ``record_aside``; None: nowhere."""
        return Path(self.record_aside) if self.record_aside else None

    @property
    def days_kept(self) -> int:
        """For how many days a line of the record of access is kept.

        Raises
        ------
        SettingsError
            If ``record_days`` is no whole number of one or more.
        """
        return self._days("record_days")

    @property
    def spot_days_kept(self) -> int:
        """For how many days a plek is kept after it was solved.

        Raises
        ------
        SettingsError
            If ``spot_days`` is no whole number of one or more.
        """
        return self._days("spot_days")

    def _days(self, name: str) -> int:
        given: str = getattr(self, name)
        if not (given.isascii() and given.isdecimal() and int(given)):
            raise SettingsError("settings.days", name=name, value=given)
        return int(given)

    @property
    def counts_public(self) -> bool:
        """Whether everybody may see what withholding leaves of intern rows.

        Raises
        ------
        SettingsError
            If ``public_counts`` is not ja or nee.
        """
        said = self.public_counts
        if said not in _YES_NO:
            known = ", ".join(_YES_NO)
            raise SettingsError("access.choice", name="public_counts", value=said, known=known)
        return _YES_NO[said]

    @property
    def months_held(self) -> int:
        """How many whole months of intern rows a WAS-team does not see yet.

        Raises
        ------
        SettingsError
            If ``was_lag`` is no whole number from 0 to 24.
        """
        given = self.was_lag
        if not (given.isascii() and given.isdecimal() and int(given) <= _MOST_LAG):
            raise SettingsError("access.lag", value=given, most=_MOST_LAG)
        return int(given)

    @property
    def remarks_kept(self) -> bool:
        """Whether free text of files is kept from now on.

        Raises
        ------
        SettingsError
            If ``keep_remarks`` is not ja or nee.
        """
        said = self.keep_remarks
        if said not in _YES_NO:
            raise SettingsError("remarks.choice", value=said, known=", ".join(_YES_NO))
        return _YES_NO[said]

    @property
    def least_count(self) -> int:
        """The least count of intern rows that is shown.

        Raises
        ------
        SettingsError
            If ``threshold`` is no whole number from 2 to 10.
        """
        given = self.threshold
        if not (given.isascii() and given.isdecimal() and int(given) in _THRESHOLDS):
            least, most = _THRESHOLDS[0], _THRESHOLDS[-1]
            raise SettingsError("shielding.threshold", value=given, least=least, most=most)
        return int(given)

    @classmethod
    def load(cls, folder: Path | None = None) -> Settings:
        """Read the settings that hold here; variables go before the file in ``folder``.

        Raises
        ------
        SettingsError
            If the file can't be read, or a setting does not exist.
        """
        given: dict[str, object] = {}
        file = (folder or ROOT) / "ivbgeo.toml"
        if file.exists():
            try:
                given |= tomllib.loads(file.read_text(encoding="utf-8"))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                raise SettingsError("settings.file", file=file, why=error) from None
        given |= {
            name.removeprefix(_PREFIX).lower(): value
            for name, value in os.environ.items()
            if name.startswith(_PREFIX)
        }
        if _GONE & set(given):
            raise SettingsError("signin.role_gone")
        known = {one.name for one in fields(cls)}
        unknown = sorted(set(given) - known)
        if unknown:
            raise SettingsError(
                "settings.unknown", value=", ".join(unknown), known=", ".join(sorted(known))
            )
        values: dict[str, Any] = {}
        for name, value in given.items():
            if not isinstance(value, str):
                shown = "…" if "secret" in name else value
                raise SettingsError("settings.text", name=name, value=shown)
            values[name] = Path(value) if name in _PATHS else value
        return cls(**values)
