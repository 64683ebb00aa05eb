package io.quorate.client.cli;

import io.quorate.client.ConfigurationClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.ListValuesRequest;
import io.quorate.v1.ListValuesResponse;

/** Reads page after page of values. */
final class ValuePages {
  /** Most values that one command shows or takes up. */
  private static final int MOST = 1_000;

  private ValuePages() {}

  /** All that is asked for, or the first thousand. */
  static ListValuesResponse whole(ConfigurationClient client, ListValuesRequest request)
      throws QuorateException {
    ListValuesResponse.Builder whole = ListValuesResponse.newBuilder();
    ListValuesRequest next = request;
    while (true) {
      ListValuesResponse page =
          client.list(next.toBuilder().setLimit(MOST - whole.getEntriesCount()).build());
      whole.addAllEntries(page.getEntriesList()).setRevision(page.getRevision());
      whole.setMore(page.getMore());
      if (!page.getMore() || whole.getEntriesCount() >= MOST) {
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
