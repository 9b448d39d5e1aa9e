/** Items of all pages. Iterate it, or its pages. */
export interface Paged<Item> extends AsyncIterable<Item> {
    /** The same, a page at a time. */
    pages(): AsyncGenerator<Item[]>;
}
/**
 * Goes through the items of all pages, from the request's own page token on. A page is fetched when
 * the one before is used up.
 */
export declare function pages<Request extends {
    pageToken?: string;
}, Answer extends {
    nextPageToken: string;
}, Item>(fetch: (request: Request) => Promise<Answer>, request: Request, items: (answer: Answer) => Item[]): Paged<Item>;
