"""What the map's frame is told is what streamlit-folium itself would tell it."""

from streamlit.testing.v1 import AppTest


def _both() -> None:
    # A page of its own, so imported there.
    import streamlit as st  # noqa: PLC0415 - said above
    from streamlit_folium import st_folium  # noqa: PLC0415 - said above

    from geo import Level  # noqa: PLC0415 - said above
    from layers.base_map import base_map, piece  # noqa: PLC0415 - said above
    from layers.cameras import CameraMark  # noqa: PLC0415 - said above
    from layers.command import Scene, script  # noqa: PLC0415 - said above
    from tests.layers.sample import HOSTILE, choropleth_of, town  # noqa: PLC0415 - said above
    from views.components.map_panel import map_panel  # noqa: PLC0415 - said above

    address = "../../app/static/areas/buurt-2025-0123456789ab.json"
    camera = CameraMark(HOSTILE, 4.49, 52.06, "gebied", HOSTILE)
    scene = Scene(choropleth_of(town()[Level.BUURT], address), (camera,))
    if st.session_state.get("ours", True):
        map_panel(scene)
    else:
        st_folium(
            base_map(), key="kaart", height=480, use_container_width=True, returned_objects=[],
            feature_group_to_add=piece(script(scene, scene.all_kept)),
        )  # fmt: skip


def _told(*, ours: bool) -> tuple[str, str]:
    page = AppTest.from_function(_both)
    page.session_state["ours"] = ours
    (frame,) = page.run(timeout=30).get("component_instance")
    return frame.proto.json_args, frame.proto.id


def test_a_frame_is_told_what_streamlit_folium_would_tell_it():
    told, name = _told(ours=True)
    assert "ivbgeoMap.keep(" in told
    assert "ivbgeoMap.show(" in told
    # A second session, after the first made what it is told from.
    assert (told, name) == _told(ours=True) == _told(ours=False)
