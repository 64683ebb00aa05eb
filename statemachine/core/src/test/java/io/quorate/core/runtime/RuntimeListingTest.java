package io.quorate.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClusterTime;
import io.quorate.core.Revision;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.ConfiguredGroup;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A listing in pieces holds what stood there at its revision, and has not changed since. */
final class RuntimeListingTest {
  private final RuntimeGroup group = new RuntimeGroup();
  private byte written;

  private void put(String path) {
    RuntimePut to =
        new RuntimePut(
            new ConfigValue(new byte[] {written++}, ConfigValue.TEXT), new Lifetime.Unlimited());
    assertThat(group.write(new RuntimeEdit(ConfigPlace.forAll(new ConfigPath(path)), to, null)))
        .isEmpty();
  }

  private RuntimeView view() {
    return new RuntimeView(group.store, ConfiguredGroup.GROUP, new ClusterTime(group.now));
  }

  @Test
  void whatIsWrittenMeanwhileIsLeftOut() {
    for (int i = 10; i < 90; i++) {
      put("d/" + i);
    }
    put("e");
    RuntimeListing cursor = RuntimeListing.begin(view());
    List<String> listed = new ArrayList<>();
    RuntimeListing.Rest rest = RuntimeListing.Rest.SOME;
    for (int piece = 0; rest == RuntimeListing.Rest.SOME; piece++) {
      RuntimeListing.Step step = cursor.next(view(), "d", 12);
      step.entries().forEach(found -> listed.add(found.place().path().value()));
      assertThat(step.entries()).hasSizeLessThanOrEqualTo(3);
      cursor = step.next();
      rest = step.rest();
      if (piece == 0) {
        put("d/50");
        put("d/99");
      }
    }

    assertThat(listed).hasSize(79).doesNotContain("d/50", "d/99", "e").isSorted();
    assertThat(cursor.asOf()).isEqualTo(new Revision(81));
  }
}
