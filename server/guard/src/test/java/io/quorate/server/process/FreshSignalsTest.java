package io.quorate.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FreshSignalsTest {
  @Test
  void thisMachineHasAProgramForIt() {
    assertThat(FreshSignals.find()).isNotEmpty();
  }

  @Test
  void everyWayOfDoingItIsTried() {
    for (List<String> way : FreshSignals.ways()) {
      assertThat(way.get(0).isEmpty() || FreshSignals.works(way)).as(way.toString()).isTrue();
    }
  }

  @Test
  void aProgramThatDoesLessIsFoundOut() {
    List<String> lazy = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh"));

    assertThat(FreshSignals.works(lazy)).isFalse();
    assertThat(FreshSignals.works(List.of("/no/such/program"))).isFalse();
    assertThat(FreshSignals.works(List.of("/bin/false"))).isFalse();
  }

  @Test
  void theSignalsOfTheCLibraryDoNotCount() {
    String status = "Name:\tx\nSigBlk:\t0000000180000000\nSigIgn:\t0000000000000004\n";

    assertThat(SignalSet.of(status, "SigBlk").isEmpty()).isTrue();
    assertThat(SignalSet.of(status, "SigIgn").isEmpty()).isFalse();
    assertThat(SignalSet.of(status, "SigCgt").isEmpty()).as("not known").isFalse();
  }
}
