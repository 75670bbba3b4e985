"""The pictures in the documentation are those that cxmap draws."""

import pytest
from pictures import FOLDER, PICTURES, draw


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_are_up_to_date(name, tmp_path):
    assert draw(name, tmp_path) == 0
    drawn, kept = ((folder / f"{name}.svg").read_text(encoding="utf-8") for folder in (tmp_path, FOLDER))
    assert drawn == kept, "run `make pictures`"


@pytest.mark.parametrize("name", PICTURES)
def test_the_page_shows_each_with_its_command(name):
    page = (FOLDER.parent / "pictures.md").read_text(encoding="utf-8")
    assert f"](pictures/{name}.svg)" in page
    assert f"cxmap {' '.join(PICTURES[name])} --output {name}.svg\n" in page
