package io.quorate.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Arrows between packages point one way: server to replica to core, client to proto. */
final class PackageArrowsTest {
  private static final String CORE = "io.quorate.core..";
  private static final String REPLICA = "io.quorate.replica..";
  private static final String SERVER = "io.quorate.server..";
  private static final String GUARD = "io.quorate.server.guard..";
  private static final String PROCESS = "io.quorate.server.process..";
  private static final String CLIENT = "io.quorate.client..";
  private static final String PROTO = "io.quorate.v1..";
  private static final String STORED = "io.quorate.stored.v1..";
  private static final String BENCH = "io.quorate.bench..";

  /** Annotations only: nothing of it is loaded at run time. */
  private static final String NULLNESS = "org.jspecify..";

  private static JavaClasses quorate;

  @BeforeAll
  static void importProduction() {
    quorate =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.quorate");
  }

  @Test
  void coreNeedsOnlyJava() {
    check(
        classes()
            .that()
            .resideInAPackage(CORE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", NULLNESS, CORE)
            .because("every decision must run the same in production and in the simulator"));
  }

  @Test
  void replicaDoesNotKnowTheNetworkOrItsUsers() {
    check(
        noClasses()
            .that()
            .resideInAPackage(REPLICA)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.grpc..", SERVER, CLIENT, BENCH)
            .because("the replica makes the core durable; who asks is not its matter"));
  }

  @Test
  void clientKnowsOnlyTheContracts() {
    check(
        noClasses()
            .that()
            .resideInAPackage(CLIENT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CORE, REPLICA, SERVER, STORED, BENCH)
            .because("a client of another version must work, so it may share only the API"));
  }

  @Test
  void guardNeedsOnlyJava() {
    check(
        classes()
            .that()
            .resideInAnyPackage(GUARD, PROCESS)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", NULLNESS, GUARD, PROCESS)
            .because("a guard runs per served group, so it must start fast and stay small"));
  }

  @Test
  void processesKnowNoGuard() {
    check(
        noClasses()
            .that()
            .resideInAPackage(PROCESS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(GUARD)
            .because("hooks and checks run commands too, and are not guarded"));
  }

  @Test
  void contractsKnowNobody() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(PROTO, STORED)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CORE, REPLICA, SERVER, CLIENT, BENCH));
  }

  @Test
  void nobodyNeedsTheBenchmarks() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(BENCH)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(BENCH));
  }

  @Test
  void channelsAndServersAreMadeInOnePlace() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.quorate.server.transport.NettyTransport")
            .and()
            .doNotHaveFullyQualifiedName("io.quorate.server.transport.ApiAccepts")
            .and()
            .doNotHaveFullyQualifiedName("io.quorate.server.transport.LocalCalls")
            .and()
            .doNotHaveFullyQualifiedName("io.quorate.client.Transport")
            .and()
            .doNotHaveFullyQualifiedName("io.quorate.bench.contender.EtcdContender")
            .should()
            .dependOnClassesThat()
            .areAssignableTo("io.grpc.ManagedChannelBuilder")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo("io.grpc.ServerBuilder")
            .orShould()
            .callMethodWhere(target(owner(name("io.grpc.Grpc"))))
            .because("how nodes are reached, and with which TLS, is one decision of each side"));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(quorate);
  }
}
