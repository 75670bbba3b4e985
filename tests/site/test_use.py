"""What people do with the page: search, filter, look at a touchpoint, find a way, change the size of a picture."""

import pytest
from playwright.sync_api import expect


def names(page, selector="#results li > a"):
    return page.locator(selector).all_inner_texts()


def test_it_says_at_once_what_it_is(sight, retail):
    page = sight.open(retail)
    expect(page.locator("h1")).to_have_text("Ternholt Home")
    for selector in (".lead", "#search", ".strip", ".map svg"):
        expect(page.locator(selector)).to_be_in_viewport()
    assert page.title() == "Ternholt Home"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("checkout", "Checkout"),
        ("CHÉCKÓUT", "Checkout"),
        ("shopping cart", "Basket"),
        ("order-conf", "Order confirmation"),
    ],
)
def test_search_finds_names_aliases_and_ids_whatever_their_signs(sight, retail, typed, first):
    page = sight.open(retail)
    page.locator("#search").fill(typed)
    expect(page.locator("#results li > a").first).to_have_text(first)


def test_search_finds_by_owner_and_channel_and_pages_too(sight, retail):
    page = sight.open(retail)
    page.locator("#search").fill("payments web")
    expect(page.locator("#found")).to_contain_text("touchpoint")
    assert "Online payment" in names(page)
    page.locator("#search").fill("digital products")
    expect(page.locator("#found-pages a").first).to_have_attribute("href", "owners/digital.html")
    page.locator("#search").fill("nothing is called so")
    expect(page.locator("#found")).to_contain_text("No touchpoint is like that")
    assert names(page) == []
    page.locator("#search").fill("")
    expect(page.locator("#found")).to_be_empty()


def test_search_from_any_page_leads_to_the_first(sight, retail):
    page = sight.open(retail, "owners/digital.html")
    page.keyboard.press("/")
    page.keyboard.type("checkout")
    page.keyboard.press("Enter")
    expect(page.locator("#results li > a").first).to_have_text("Checkout")
    assert page.locator("#search").input_value() == "checkout"


def test_filters_combine_and_go_by_their_chips_and_stand_in_the_address(sight, retail):
    page = sight.open(retail)
    page.locator("#filters summary").click()
    page.locator("select[name=stage]").select_option("purchase")
    expect(page.locator("#found")).to_have_text("7 touchpoints")
    page.locator("select[name=stage]").select_option("delivery")
    expect(page.locator("#found")).to_have_text("14 touchpoints")
    page.locator("select[name=channel]").select_option("web")
    expect(page.locator(".chip")).to_have_count(3)
    both = names(page)
    assert "Checkout" in both
    assert "Store till" not in both
    assert "stage=purchase&stage=delivery&channel=web" in page.url
    dimmed = page.locator(".map [data-key='touchpoint:store-till']").first
    expect(dimmed).to_have_class("dim")

    page.reload()  # as for somebody who was sent the address
    expect(page.locator(".chip")).to_have_count(3)
    assert names(page) == both
    page.get_by_role("button", name="Channel web: do not filter").press("Enter")
    expect(page.locator("#found")).to_have_text("14 touchpoints")
    expect(page.locator(".chip").first).to_be_focused()
    page.get_by_role("button", name="Show everything").click()
    expect(page.locator(".chip")).to_have_count(0)
    expect(page.locator("#search")).to_be_focused()
    assert page.evaluate("location.hash") == ""
    assert page.locator(".map .dim").count() == 0


def test_a_picture_on_a_page_of_its_own_shows_what_was_searched_for(sight, many):
    page = sight.open(many)
    page.locator("#search").fill("t17")
    expect(page.locator("#found")).to_contain_text("touchpoints")
    found = page.locator("#found").inner_text()
    page.locator(".preview a").first.click()
    note = page.locator("#narrowed")
    expect(note).to_contain_text(found)
    shown = page.locator(".map [data-key^='touchpoint:']:not(.dim)").evaluate_all(
        "all => all.map(one => one.dataset.key)"
    )
    assert shown
    assert all("t17" in key for key in shown)
    assert page.locator(".map .dim").count() > 100

    page.locator(".map [data-key^='touchpoint:']:not(.dim)").first.press("Enter")
    expect(page.locator("#panel")).to_be_visible()
    page.locator("#panel-close").click()
    note.get_by_role("button", name="Show everything").click()
    expect(note).to_have_count(0)
    assert page.locator(".map .dim").count() == 0


@pytest.mark.parametrize("facet", ["owner", "persona", "data"])
def test_every_filter_finds_something(sight, retail, facet):
    page = sight.open(retail)
    page.locator("#filters summary").click()
    page.locator(f"select[name={facet}]").select_option(index=2)
    expect(page.locator("#results li").first).to_be_visible()
    expect(page.locator(".chip")).to_have_count(1)


def test_a_touchpoint_opens_in_a_panel_and_focus_goes_back(sight, retail):
    page = sight.open(retail)
    page.locator("#search").fill("checkout")
    link = page.locator("#results li > a").first
    link.press("Enter")
    panel = page.locator("#panel")
    expect(panel).to_be_visible()
    expect(page.locator("#panel-title")).to_have_text("Checkout")
    expect(page.locator("#panel-title")).to_be_focused()
    for told in (
        "Digital products",
        "Delivery address",
        "Effort of the checkout",
        "Customers go on to",
        "Online payment",
    ):
        expect(panel).to_contain_text(told)
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(link).to_be_focused()
    assert page.url.endswith("#q=checkout")


def test_the_panel_leads_on_and_the_way_back_closes_it(sight, retail):
    page = sight.open(retail)
    page.locator("#search").fill("checkout")
    page.locator("#results li > a").first.click()
    page.locator("#panel").get_by_role("link", name="Online payment").first.click()
    expect(page.locator("#panel-title")).to_have_text("Online payment")
    page.go_back()
    expect(page.locator("#panel")).to_be_hidden()
    assert page.locator("#search").input_value() == "checkout"
    expect(page.locator("#results li > a").first).to_be_visible()


def test_links_to_touchpoints_on_other_pages_open_the_panel_there(sight, retail):
    page = sight.open(retail, "journeys/furnish-first-home.html")
    link = page.get_by_role("link", name="Product page").first
    link.click()
    expect(page.locator("#panel-title")).to_have_text("Product page")
    assert "journeys/furnish-first-home.html" in page.url
    page.get_by_role("button", name="Close").click()
    expect(link).to_be_focused()
    link.click()
    page.get_by_role("link", name="Show on its page").click()
    expect(page.locator("h1")).to_have_text("Research")
    expect(page.locator("#panel")).to_have_count(0)


def test_cards_of_a_picture_are_pressed_by_mouse_and_by_keyboard(sight, retail):
    page = sight.open(retail)
    page.locator(".map [data-key='touchpoint:showroom-visit']").first.click()
    expect(page.locator("#panel-title")).to_have_text("Showroom visit")
    page.keyboard.press("Escape")
    expect(page.locator(".map [data-key='touchpoint:showroom-visit']").first).to_be_focused()
    page.keyboard.press("ArrowRight")
    there = page.evaluate("document.activeElement.dataset.key")
    assert there.startswith("touchpoint:")
    assert there != "touchpoint:showroom-visit"
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_visible()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.key") == there
    assert page.locator(".map [tabindex='0'][data-key]").count() == 1


def test_a_way_between_two_touchpoints_with_its_hand_overs(sight, retail):
    page = sight.open(retail)
    page.locator("#route summary").click()
    page.locator("#route input[name=from]").fill("Basket")
    page.locator("#route input[name=to]").fill("Online payment")
    page.get_by_role("button", name="Find the way").click()
    expect(page.locator("#route-answer")).to_have_text("2 steps, 1 hand-over")
    assert names(page, "#route-stops a") == ["Basket", "Checkout", "Online payment"]
    expect(page.locator("#route-stops")).to_contain_text("Digital products hands over to Payments and refunds")
    assert "from=basket&to=online-payment" in page.url
    expect(page.locator(".map [data-key='touchpoint:store-till']").first).to_have_class("dim")
    page.locator("#route-stops a").nth(1).click()
    expect(page.locator("#panel-title")).to_have_text("Checkout")
    page.get_by_role("button", name="Way from here").click()
    expect(page.locator("#route-answer")).to_have_text("1 step, 1 hand-over")
    expect(page.locator("#route input[name=from]")).to_be_focused()
    page.locator("#route input[name=to]").fill("Nowhere at all")
    page.keyboard.press("Enter")
    expect(page.locator("#route-answer")).to_have_text("There is no touchpoint called Nowhere at all.")


def test_names_are_offered_for_ways(sight, retail):
    page = sight.open(retail)
    page.locator("#route summary").click()
    page.locator("#route input[name=from]").press_sequentially("che")
    expect(page.locator("#offered option").first).to_have_attribute("value", "Checkout")


def size(page):
    return page.evaluate("document.querySelector('.map svg').getBoundingClientRect().width")


def test_pictures_change_their_size_by_button_key_and_wheel(sight, retail):
    page = sight.open(retail)
    full = size(page)
    page.get_by_role("button", name="Larger").click()
    assert size(page) == pytest.approx(full * 1.25, rel=0.01)
    page.get_by_role("button", name="Show the whole picture").click()
    room = page.evaluate("document.querySelector('.map .scroll').clientWidth")
    assert size(page) <= room
    page.get_by_role("button", name="own size").click()
    assert size(page) == full
    view = page.locator(".map .scroll")
    view.focus()
    page.keyboard.press("-")
    assert size(page) == pytest.approx(full / 1.25, rel=0.01)
    page.keyboard.press("0")
    assert size(page) <= room
    view.hover()
    page.keyboard.down("Control")
    small = size(page)
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    expect(page.locator(".map svg")).not_to_have_attribute("width", str(round(small)))
    assert size(page) > small


def test_the_mouse_drags_a_picture_without_pressing_a_card(sight, retail):
    page = sight.open(retail)
    card = page.locator(".map [data-key='touchpoint:showroom-visit']").first.bounding_box()
    page.mouse.move(card["x"] + 20, card["y"] + 20)
    page.mouse.down()
    page.mouse.move(card["x"] - 180, card["y"] + 10, steps=5)
    page.mouse.up()
    assert page.evaluate("document.querySelector('.map .scroll').scrollLeft") == pytest.approx(200, abs=2)
    assert page.locator("#panel[open]").count() == 0


def test_two_fingers_change_the_size_of_a_picture(sight, retail):
    page = sight.open(retail, width=360, height=740, has_touch=True, is_mobile=True)
    page.locator(".map .scroll").scroll_into_view_if_needed()
    box = page.locator(".map .scroll").bounding_box()
    before = size(page)
    touch = page.context.new_cdp_session(page)
    x, y = box["x"] + 150, box["y"] + 120

    def fingers(kind, apart):
        points = [{"x": x - apart, "y": y}, {"x": x + apart, "y": y}] if apart else []
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    fingers("touchStart", 20)
    for apart in (25, 30, 40):
        fingers("touchMove", apart)
    fingers("touchEnd", 0)
    assert size(page) > before * 1.5


def test_without_scripts_everything_can_be_read(sight, retail):
    page = sight.open(retail, java_script_enabled=False)
    expect(page.locator("#explorer")).to_be_hidden()
    expect(page.get_by_text("Everything can be read without it.")).to_be_visible()
    expect(page.locator(".map svg")).to_be_visible()
    page.locator(".strip").get_by_role("link", name="Purchase").click()
    expect(page.locator("h1")).to_have_text("Purchase")
    page.locator("#touchpoints").get_by_role("link", name="Checkout").click()
    expect(page.locator("section#touchpoint-checkout")).to_be_in_viewport()
    expect(page.locator("section#touchpoint-checkout")).to_contain_text("Delivery address")


def test_names_that_nobody_should_have_do_nothing(sight, evil):
    for path in ("index.html#q=script", "index.html#open=t3", "stages/t0.html", "glossary.html", "raci.html"):
        page = sight.open(evil, path)
        page.wait_for_timeout(200)
        assert page.locator("script:not([src])").count() == 0
        assert page.locator("img[src='x'], main b, main i").count() == 0
        attributes = page.evaluate("[...document.querySelectorAll('*')].flatMap(one => one.getAttributeNames())")
        assert [name for name in attributes if name.startswith("on")] == []
    page = sight.open(evil, "index.html#q=onmouseover")
    expect(page.locator("#results li").first).to_contain_text("onmouseover=alert(1)")
    page = sight.open(evil, "index.html#open=t3")
    expect(page.locator("#panel-title")).to_have_text("<script>alert(1)</script><img src=x onerror=alert(1)>")


def test_a_large_map_stays_quick_to_use(sight, many):
    page = sight.open(many)
    expect(page.locator("#search")).to_be_visible()
    at_first = page.evaluate("document.querySelectorAll('*').length")
    assert at_first < 3_000
    page.locator("#search").fill("numero 1999")
    expect(page.locator("#results li > a").first).to_have_text("Touchpoint número 1999")
    page.locator("#search").fill("touchpoint")
    expect(page.locator("#found")).to_have_text("2000 touchpoints")
    expect(page.locator("#results li")).to_have_count(40)
    page.get_by_role("button", name="Show more").click()
    expect(page.locator("#results li")).to_have_count(80)
    expect(page.locator("#results li:nth-child(41) a")).to_be_focused()
    assert page.evaluate("document.querySelectorAll('*').length") < at_first + 2_000
    page.locator("#results li > a").first.click()
    expect(page.locator("#panel-title")).to_have_text("Touchpoint número 0")


def test_a_picture_that_is_too_large_for_the_first_page_has_its_own(sight, many):
    page = sight.open(many)
    assert page.locator("main svg").count() == 0
    page.get_by_role("link", name="Open the picture").click()
    page.locator(".map svg").wait_for()
    page.locator(".map [data-key='touchpoint:t0']").first.click()
    expect(page.locator("#panel-title")).to_have_text("Touchpoint número 0")
