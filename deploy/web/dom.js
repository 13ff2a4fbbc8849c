/** An element with its properties and children; a string child is text, whatever it holds. */
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) set(element, key, value);
  element.append(...children.flat().filter((child) => child !== undefined && child !== null));
  return element;
}

function set(element, key, value) {
  if (value === undefined || value === false) return;
  if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
  else element.setAttribute(key, value === true ? '' : String(value));
}

export const byId = (id) => document.getElementById(id);
