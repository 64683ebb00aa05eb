package io.quorate.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.v1.NodeStatus;
import io.quorate.v1.ReplaceNodeResponse;
import org.junit.jupiter.api.Test;

/** How far a replacement is, by what a status says of the node. */
final class NodeReplaceCommandTest {
  private static final ReplaceNodeResponse ASKED =
      ReplaceNodeResponse.newBuilder().setGeneration(2).build();

  private static NodeStatus.Builder node(int generation) {
    return NodeStatus.newBuilder().setNode("b").setGeneration(generation);
  }

  @Test
  void thePeerBeforeIsNotTheOneThatIsWaitedFor() {
    NodeStatus before = node(1).setVotes(true).setOnline(true).build();

    assertThat(NodeReplaceCommand.judge(before, ASKED))
        .isEqualTo(NodeReplaceCommand.Progress.OFFERED);
  }

  @Test
  void itIsOverWhenTheNewOneVotesAndIsHeard() {
    assertThat(NodeReplaceCommand.judge(node(2).build(), ASKED))
        .isEqualTo(NodeReplaceCommand.Progress.TAKEN);
    assertThat(NodeReplaceCommand.judge(node(2).setVotes(true).build(), ASKED))
        .isEqualTo(NodeReplaceCommand.Progress.TAKEN);
    assertThat(NodeReplaceCommand.judge(node(2).setVotes(true).setOnline(true).build(), ASKED))
        .isEqualTo(NodeReplaceCommand.Progress.VOTES);
  }

  @Test
  void anotherLossMeanwhileIsNoneOfItsBusiness() {
    assertThat(NodeReplaceCommand.judge(node(3).setVotes(true).setOnline(true).build(), ASKED))
        .isEqualTo(NodeReplaceCommand.Progress.VOTES);
  }
}
