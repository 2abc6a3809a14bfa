// js-ipfs needs what Node has from version 22 on.
Promise.withResolvers ??= function () {
  let resolve, reject
  const promise = new this((...settlers) => ([resolve, reject] = settlers))
  return { promise, resolve, reject }
}
