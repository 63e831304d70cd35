import type { Item, Layout, Member, Members } from "./layout.ts";
import { itemsOf, toCounted, toMembers, unknownMember, unreadable } from "./members.ts";

/** Configuration -> properties. @throws SiteError for members that CloudFormation has no name for */
export function toProperties(config: object, layout: Layout, path: string): Members {
  const properties: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(config)) {
    if (value === undefined) continue;
    const member = layout[name];
    const place = `${path}.${name}`;
    if (member === undefined) throw unknownMember(place);
    if (member.kind === "custom") {
      if (member.properties.length > 0)
        Object.assign(properties, member.toProperties(toMembers(value, place)));
    } else {
      const property = toProperty(member, value, place);
      if (property !== undefined) properties[propertyOf(name, member)] = property;
    }
  }
  return properties;
}

function toProperty(member: Exclude<Member, { kind: "custom" }>, value: unknown, path: string): unknown {
  switch (member.kind) {
    case "text":
    case "number":
    case "boolean":
      return value;
    case "structure":
      return toProperties(toMembers(value, path), member.layout, path);
    case "list":
    case "countedList": {
      const items = itemsOf(value).map((item) =>
        typeof member.item === "string" ? item : toProperties(toMembers(item, path), member.item, path),
      );
      if (items.length === 0) return undefined;
      return member.kind === "list" ? items : { Quantity: items.length, Items: items };
    }
    case "switchedList":
      return toMembers(value, path).Enabled === true && itemsOf(value).length > 0
        ? itemsOf(value)
        : undefined;
  }
}

/** Properties -> configuration. @throws SiteError for properties the API has no member for, and values of other types */
export function fromProperties(properties: Members, layout: Layout, path: string): Members {
  const config: Record<string, unknown> = {};
  const known = new Set<string>();
  for (const [name, member] of Object.entries(layout)) {
    if (member.kind === "custom") {
      for (const property of member.properties) known.add(property);
      const value = member.fromProperties(properties);
      if (value !== undefined) config[name] = value;
    } else {
      const property = propertyOf(name, member);
      known.add(property);
      const value = properties[property];
      if (value !== undefined) config[name] = fromProperty(member, value, `${path}.${property}`);
    }
  }
  const unknown = Object.keys(properties).find((name) => !known.has(name));
  if (unknown !== undefined) throw unknownMember(`${path}.${unknown}`);
  return config;
}

function fromProperty(member: Exclude<Member, { kind: "custom" }>, value: unknown, path: string): unknown {
  switch (member.kind) {
    case "text":
    case "number":
    case "boolean":
      return readValue(member.kind, value, path);
    case "structure":
      return fromProperties(toMembers(value, path), member.layout, path);
    case "list":
      return toCounted(readItems(value, member.item, path), path);
    case "countedList":
      return toCounted(readItems(toMembers(value, path).Items ?? [], member.item, path), path);
    case "switchedList": {
      const items = readItems(value, "text", path);
      return { Enabled: items.length > 0, ...toCounted(items, path) };
    }
  }
}

function readItems(value: unknown, item: Item, path: string): readonly unknown[] {
  if (!Array.isArray(value)) throw unreadable(path, value);
  return value.map((one: unknown, index) => {
    const place = `${path}[${index}]`;
    return typeof item === "string"
      ? readValue(item, one, place)
      : fromProperties(toMembers(one, place), item, place);
  });
}

/** CloudFormation takes `"true"` for true, `"80"` for 80 and 404 for `"404"`. */
function readValue(kind: "text" | "number" | "boolean", value: unknown, path: string): unknown {
  if (kind === "text" && (typeof value === "string" || typeof value === "number")) return String(value);
  if (kind === "number" && (typeof value === "number" || /^\d+$/.test(String(value)))) return Number(value);
  if (kind === "boolean" && /^(?:true|false)$/.test(String(value))) return String(value) === "true";
  throw unreadable(path, value);
}

function propertyOf(name: string, member: Member): string {
  return "property" in member && member.property !== undefined ? member.property : name;
}
