/** A member of an object itself: a page may have added others to every object. */
export const own = (object, name) => (Object.hasOwn(object ?? {}, name) ? object[name] : undefined);
