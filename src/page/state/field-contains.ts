/** How a search looks at a text of an item: whether the text contains the value. */
export function contains<Item>(textOf: (item: Item) => string) {
  return (item: Item, value: string): boolean => textOf(item).toLowerCase().includes(value);
}

/** Remembers the text of items, in lower case. An item that changes is another object. */
export function remembered<Item extends object>(textOf: (item: Item) => string): (item: Item) => string {
  const texts = new WeakMap<Item, string>();
  return (item) => {
    let text = texts.get(item);
    if (text === undefined) {
      text = textOf(item).toLowerCase();
      texts.set(item, text);
    }
    return text;
  };
}
