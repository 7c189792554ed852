/** The operations that the drawing tests apply in the page. */
export * as operations from '../../../src/core/designs/operations'
