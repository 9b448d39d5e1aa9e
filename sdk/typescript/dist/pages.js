/**
 * Goes through the items of all pages, from the request's own page token on. A page is fetched when
 * the one before is used up.
 */
export function pages(fetch, request, items) {
    async function* all() {
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
