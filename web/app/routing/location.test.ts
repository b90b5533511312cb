import { afterEach, beforeEach, expect, test } from "vitest";
import { navigate, place, startRouting } from "./location";

let stop: () => void;

beforeEach(() => {
  history.replaceState(null, "", "/web/first");
  stop = startRouting();
});

afterEach(() => {
  stop();
  document.body.replaceChildren();
});

/** Whether our code took the click on such a link from the browser. */
function taken(attributes: Record<string, string>, init: MouseEventInit = {}): boolean {
  const link = document.createElement("a");
  for (const [name, value] of Object.entries(attributes)) link.setAttribute(name, value);
  document.body.append(link);

  let result = false;
  const last = (event: Event) => {
    result = event.defaultPrevented;
    event.preventDefault();
  };
  addEventListener("click", last);
  link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, button: 0, ...init }));
  removeEventListener("click", last);
  return result;
}

test("navigate changes the address and tells the pages", () => {
  navigate("/web/second?a=1");
  expect(location.pathname).toBe("/web/second");
  expect(place.value.path).toBe("/web/second");
  expect(place.value.query.get("a")).toBe("1");
});

test("a plain link to one of our pages navigates in place", () => {
  expect(taken({ href: "/web/third" })).toBe(true);
  expect(place.value.path).toBe("/web/third");
});

test.each([
  [{ href: "/web/x", target: "_blank" }, {}],
  [{ href: "/web/x", download: "" }, {}],
  [{ href: "/web/x" }, { ctrlKey: true }],
  [{ href: "/web/x" }, { button: 1 }],
  [{ href: "/v1/webapi/ping" }, {}],
  [{ href: "https://elsewhere.example/web/x" }, {}],
])("the browser keeps the click on %j with %j", (attributes, init) => {
  expect(taken(attributes as Record<string, string>, init)).toBe(false);
  expect(place.value.path).toBe("/web/first");
});
