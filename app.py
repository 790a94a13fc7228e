"""The web door: navigation and nothing else."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from settings import package_root
from ui import people, state
from ui.parts import told_in_words

PAGES = {
    "draft": ("起草", ":material/edit_document:"),
    "review": ("审核", ":material/rule:"),
    "overview": ("总览", ":material/monitoring:"),
    "search": ("检索", ":material/search:"),
    "corpus": ("语料库", ":material/database:"),
    "settings": ("设置", ":material/settings:"),
}


def main() -> None:
    """Draw the frame and run the page that was chosen."""
    ui = package_root() / "ui"
    # a named icon would be fetched from outside; a picture loads two libraries, a tenth of a second before the first page
    st.set_page_config(page_title="绩效目标", page_icon="📋", layout="wide", initial_sidebar_state="collapsed")
    st.html(package_root() / "review" / "formats" / "sheet.css")
    st.html(ui / "style.css")
    with st.container(key="jx_lang"):  # Streamlit says English, and browsers then offer to translate
        st.html("<script>document.documentElement.lang = 'zh-CN'</script>", unsafe_allow_javascript=True)
    with told_in_words():
        if people.admitted():
            _run()
    state.warm()


def _run() -> None:
    """The page that was chosen, among those that the person may open."""
    ours = {name: PAGES[name] for name in people.pages(list(PAGES))}
    first = next(iter(ours))
    pages = [
        st.Page(f"ui/{n}_page.py", title=t, icon=icon, url_path="home" if n == first else n)
        for n, (t, icon) in ours.items()
    ]
    st.navigation([*pages, _named(pages[0], first)], position="top").run()
    people.tell_failure()


def _named(first: StreamlitPage, name: str) -> StreamlitPage:
    """The first page by its name: Streamlit knows it at the root alone and would say that there is no such page."""

    def go() -> None:
        st.switch_page(first, query_params=dict(st.query_params))

    return st.Page(go, title=first.title, url_path=name, visibility="hidden")


main()
