import { childOf, type Dialect, element, textElement, type XmlElement } from "@oxbow/aws-protocol";

/**
 * Web distributions of 2012-05-05, which forwarded no cookies: `ForwardedValues/Cookies` came with
 * 2012-07-01 and is required ever since. Source: the document history of the API reference.
 */
export const BEFORE_COOKIES: Dialect = {
  operations: {
    CreateDistribution: { complete: addCookies },
    UpdateDistribution: { complete: addCookies },
  },
};

const NO_COOKIES = element("Cookies", [textElement("Forward", "none")]);

/** Behaviours are at two places, so every element is looked at. */
function addCookies(parent: XmlElement): XmlElement {
  const children = parent.children.map(addCookies);
  const isWithout = parent.name === "ForwardedValues" && childOf(parent, "Cookies") === undefined;
  return { ...parent, children: isWithout ? [...children, NO_COOKIES] : children };
}
