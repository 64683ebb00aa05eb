package io.quorate.client.cli;

import io.quorate.client.ConfigurationClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.ConfigEntry;
import io.quorate.v1.ListValuesRequest;
import io.quorate.v1.ListValuesResponse;

/** Reads page after page of values. */
final class ValuePages {
  /** Most values that one command shows or takes up. */
  static final int MOST = 1_000;

  /** Most bytes of them: no commit replaces more, and they are all held in memory. */
  private static final long MOST_BYTES = 16L << 20;

  /** Most bytes of a page, of which one may be too much. */
  private static final long PAGE_BYTES = 1L << 20;

  private ValuePages() {}

  /** All that is asked for, or the first thousand, or 16 MiB. */
  static ListValuesResponse whole(ConfigurationClient client, ListValuesRequest request)
      throws QuorateException {
    ListValuesResponse.Builder whole = ListValuesResponse.newBuilder();
    ListValuesRequest next = request;
    long bytes = 0;
    while (true) {
      ListValuesResponse page =
          client.list(next.toBuilder().setLimit(MOST - whole.getEntriesCount()).build());
      whole.addAllEntries(page.getEntriesList()).setRevision(page.getRevision());
      whole.setMore(page.getMore());
      for (ConfigEntry entry : page.getEntriesList()) {
        bytes += entry.getValue().size();
      }
      boolean full = whole.getEntriesCount() >= MOST || bytes + PAGE_BYTES > MOST_BYTES;
      if (!page.getMore() || full) {
        return whole.build();
      }
      next = after(next, page);
    }
  }

  private static ListValuesRequest after(ListValuesRequest request, ListValuesResponse page) {
    if (!page.getNextNode().isEmpty()) {
      return request.toBuilder().setNode(page.getNextNode()).setAfter("").build();
    }
    int last = page.getEntriesCount() - 1;
    return request.toBuilder()
        .setNode(page.getEntries(last).getNode())
        .setAfter(page.getEntries(last).getPath())
        .build();
  }
}
