package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.testing.Tree;

/** Payments, which an appliance does not have: {@code registry-api.md} 2.3. */
abstract class PaymentsContract extends RegistryContract {

    @ParameterizedTest
    @ValueSource(strings = {"update_plan", "update_payment"})
    void paymentsAreNotEnabled(String route) {
        var form = Map.of("plan", "individual_monthly_7", "token", "x");

        refused(as(person()).postForm("/api/payments/" + route, form), 404, "Payments not enabled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"update_plan", "update_payment"})
    void paymentsAreNotEnabledForAnEmptyBodyEither(String route) {
        refused(as(person()).post("/api/payments/" + route), 404, "Payments not enabled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"update_plan", "update_payment"})
    void paymentsNeedASignIn(String route) {
        notLoggedIn(nobody().postForm("/api/payments/" + route, Map.of("plan", "free")));
    }

    @Test
    void privatePackagesAreFreeForEverybody() {
        var pushed = pushed(Tree.empty());
        ok(as(pushed.owner()).put(pushed.pkg().one("access", "public")));

        ok(as(pushed.owner()).delete(pushed.pkg().one("access", "public")));

        assertThat(ok(as(pushed.owner()).get("/api/profile")).get("plan").isNull())
                .isTrue();
    }
}
