type AsyncMethod = (...args: unknown[]) => Promise<unknown>

const FAULT = "the database refused (fail point)"

function spyOn(target: object, method: string) {
  const methods = target as Record<string, AsyncMethod>
  const original = methods[method]
  if (!original) {
    throw new Error(`There is no method ${method} to fail`)
  }
  return { spy: jest.spyOn(methods, method), original: original.bind(target) }
}

/** The next call does nothing and fails; later ones are as always. */
export function failOnce(target: object, method: string) {
  return spyOn(target, method).spy.mockRejectedValueOnce(new Error(FAULT))
}

/** As failOnce, but calls for which `isMeant` is false go through until then. */
export function failOnceWhen(
  target: object,
  method: string,
  isMeant: (...args: unknown[]) => boolean
) {
  const { spy, original } = spyOn(target, method)
  let isDone = false
  return spy.mockImplementation((...args) => {
    if (isDone || !isMeant(...args)) {
      return original(...args)
    }
    isDone = true
    return Promise.reject(new Error(FAULT))
  })
}

/** The next call does its work, and then everything after it in the same flow is cut off. */
export function failOnceAfter(target: object, method: string) {
  const { spy, original } = spyOn(target, method)
  return spy.mockImplementationOnce(async (...args) => {
    await original(...args)
    throw new Error(FAULT)
  })
}
