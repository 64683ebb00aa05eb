package io.quorate.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.quorate.core.Epoch;
import io.quorate.core.NodeId;
import io.quorate.core.PlainText;
import io.quorate.core.Refusal;
import io.quorate.core.Revision;
import io.quorate.core.config.ConfigCommand;
import io.quorate.core.config.ConfigEdit;
import io.quorate.core.config.ConfigScope;
import io.quorate.core.config.ConfigValue;
import io.quorate.server.wire.Times;
import io.quorate.server.wire.WireFields;
import io.quorate.v1.ConfigChange;
import io.quorate.v1.ConfigTerms;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConfigFieldsTest {
  private final WireFields fields = new WireFields();
  private final ConfigFields config = new ConfigFields(fields);

  private List<String> refusedAt() {
    return fields.refusals().stream().map(Refusal::path).toList();
  }

  @Test
  void whatIsNotSetIsNotAskedFor() {
    assertThat(config.terms(ConfigTerms.getDefaultInstance())).isEqualTo(ConfigCommand.Terms.NONE);
    List<ConfigEdit> edits = config.edits(List.of(ConfigChange.newBuilder().setPath("a").build()));

    assertThat(edits)
        .singleElement()
        .satisfies(
            edit -> {
              assertThat(edit.place().scope()).isEqualTo(ConfigScope.ALL);
              assertThat(edit.to()).isNull();
              assertThat(edit.expected()).isNull();
            });
    assertThat(config.pathOrNone("below", "")).isEmpty();
    assertThat(fields.refusals()).isEmpty();
  }

  @Test
  void everythingThatIsSetIsRead() {
    ConfigCommand.Terms terms =
        config.terms(
            ConfigTerms.newBuilder()
                .setIfRevision(0)
                .setEpoch(3)
                .setComment("why\nnot")
                .setConfirmWithin(Times.message(Duration.ofMinutes(5)))
                .build());
    List<ConfigEdit> edits =
        config.edits(
            List.of(
                ConfigChange.newBuilder()
                    .setPath("a/b")
                    .setNode("n")
                    .setValue(ByteString.EMPTY)
                    .setIfRevision(0)
                    .build(),
                ConfigChange.newBuilder()
                    .setPath("c")
                    .setValue(ByteString.copyFromUtf8("{}"))
                    .setMediaType("application/json")
                    .build()));

    assertThat(terms)
        .isEqualTo(
            new ConfigCommand.Terms(Revision.NONE, new Epoch(3), "why not", Duration.ofMinutes(5)));
    assertThat(edits.get(0).place().scope()).isEqualTo(new ConfigScope(new NodeId("n")));
    assertThat(edits.get(0).to()).isEqualTo(new ConfigValue(new byte[0], ConfigValue.TEXT));
    assertThat(edits.get(0).expected()).isEqualTo(Revision.NONE);
    assertThat(edits.get(1).to())
        .isEqualTo(new ConfigValue(new byte[] {'{', '}'}, "application/json"));
    assertThat(fields.refusals()).isEmpty();
  }

  @Test
  void everythingThatCannotBeReadIsNamedByItsField() {
    config.space("No Name");
    config.terms(
        ConfigTerms.newBuilder()
            .setIfRevision(-1)
            .setEpoch(-1)
            .setComment("x".repeat(PlainText.MAX_LENGTH + 1))
            .build());
    config.edits(
        List.of(
            ConfigChange.newBuilder().setPath("ok").build(),
            ConfigChange.newBuilder().setPath("../x").setNode("@").setIfRevision(-1).build()));
    config.pathOrNone("after", "a//b");

    assertThat(refusedAt())
        .containsExactlyInAnyOrder(
            "group",
            "terms.if_revision",
            "terms.epoch",
            "terms.comment",
            "changes[1].path",
            "changes[1].node",
            "changes[1].if_revision",
            "after");
  }

  @Test
  void aLongSegmentIsShownInPartWithWhatIsWrongWithIt() {
    config.path("path", "x\n".repeat(200));

    assertThat(fields.refusals())
        .singleElement()
        .satisfies(
            refusal ->
                assertThat(refusal.message())
                    .doesNotContain("\n")
                    .hasSizeLessThan(200)
                    .contains("is longer than 64 characters"));
  }
}
