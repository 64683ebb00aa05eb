package io.quorate.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.MethodOptions.IdempotencyLevel;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.quorate.trust.Identity.Kind;
import io.quorate.v1.AdminGrpc;
import io.quorate.v1.ConfigurationGrpc;
import io.quorate.v1.CountersGrpc;
import io.quorate.v1.FormationGrpc;
import io.quorate.v1.NodeFormationGrpc;
import io.quorate.v1.NodeSessionGrpc;
import io.quorate.v1.RuntimeGrpc;
import io.quorate.v1.SecretsGrpc;
import io.quorate.v1.SessionsGrpc;
import io.quorate.v1.WritesGrpc;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AccessRulesTest {
  private static final List<ServiceDescriptor> SERVICES =
      List.of(
          AdminGrpc.getServiceDescriptor(),
          ConfigurationGrpc.getServiceDescriptor(),
          CountersGrpc.getServiceDescriptor(),
          FormationGrpc.getServiceDescriptor(),
          NodeFormationGrpc.getServiceDescriptor(),
          NodeSessionGrpc.getServiceDescriptor(),
          RuntimeGrpc.getServiceDescriptor(),
          SecretsGrpc.getServiceDescriptor(),
          SessionsGrpc.getServiceDescriptor(),
          WritesGrpc.getServiceDescriptor());

  @Test
  void everyCallHasARule() {
    for (ServiceDescriptor service : SERVICES) {
      assertThat(service.getMethods().stream().map(MethodDescriptor::getFullMethodName))
          .allMatch(AccessRules::knows);
    }
  }

  /** Over HTTP such a call is made by GET. */
  @Test
  void whatChangesNothingIsWhatAViewerMayDo() {
    for (ServiceDescriptor service : SERVICES) {
      for (MethodDescriptor<?, ?> method : service.getMethods()) {
        boolean onlyLooks =
            method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema
                && schema.getMethodDescriptor().getOptions().getIdempotencyLevel()
                    == IdempotencyLevel.NO_SIDE_EFFECTS;
        assertThat(onlyLooks)
            .as(method.getFullMethodName())
            .isEqualTo(AccessRules.of(method.getFullMethodName()) == Need.VIEWER);
      }
    }
  }

  @Test
  void whatNobodyHasThoughtOfNeedsTheMost() {
    assertThat(AccessRules.of("quorate.v1.Admin/Nuke")).isEqualTo(Need.ADMIN);
    assertThat(AccessRules.of("grpc.health.v1.Health/Check")).isEqualTo(Need.CERTIFICATE);
  }

  @Test
  void aNodeLooksAndDoesNotChange() {
    assertThat(Need.VIEWER.metBy(Kind.NODE)).isTrue();
    assertThat(Need.OPERATOR.metBy(Kind.NODE)).isFalse();
    assertThat(Need.ADMIN.metBy(Kind.NODE)).isFalse();
    assertThat(Need.NODE.metBy(Kind.ADMIN)).isFalse();
  }
}
