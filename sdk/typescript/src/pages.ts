/** Items of all pages. Iterate it, or its pages. */
export interface Paged<Item> extends AsyncIterable<Item> {
  /** The same, a page at a time. */
  pages(): AsyncGenerator<Item[]>;
}

/**
 * Goes through the items of all pages, from the request's own page token on. A page is fetched when
 * the one before is used up.
 */
export function pages<Request extends { pageToken?: string }, Answer extends { nextPageToken: string }, Item>(
  fetch: (request: Request) => Promise<Answer>,
  request: Request,
  items: (answer: Answer) => Item[],
): Paged<Item> {
  async function* all(): AsyncGenerator<Item[]> {
    let next = request;
    for (;;) {
      const answer = await fetch(next);
      yield items(answer);
      if (answer.nextPageToken === "") {
        return;
      }
      next = { ...next, pageToken: answer.nextPageToken };
    }
  }
  return {
    pages: all,
    async *[Symbol.asyncIterator]() {
      for await (const page of all()) {
        yield* page;
      }
    },
  };
}
