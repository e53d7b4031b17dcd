//! The API, as the page uses it.

use configcat_serve::{RunningServer, Server};
use serde_json::{Value as Json, json};

use crate::http::{get, request, send};

const DOCUMENT: &str = r#"{"p": {"s": "salt"}, "s": [{"n": "beta", "r": [{"a": "Email", "c": 2, "l": ["@a.b"]}]}], "f": {
    "isBeta": {"t": 0, "v": {"b": false}, "i": "i1", "r": [{"c": [{"s": {"s": 0, "c": 0}}], "s": {"v": {"b": true}, "i": "i2"}}]},
    "color": {"t": 1, "v": {"s": "gray"}, "a": "team", "p": [{"p": 50, "v": {"s": "blue"}}, {"p": 50, "v": {"s": "red"}}]},
    "needs": {"t": 2, "v": {"i": 1}, "r": [{"c": [{"p": {"f": "isBeta", "c": 0, "v": {"b": true}}}, {"u": {"a": "seats", "c": 14, "d": 5}}], "s": {"v": {"i": 2}}}]},
    "secret": {"t": 0, "v": {"b": false}, "r": [{"c": [{"u": {"a": "Email", "c": 16, "l": ["aabbccddeeff00112233445566778899aabbccddeeff00112233445566778899"]}}], "s": {"v": {"b": true}}}]}
}}"#;

fn serve() -> RunningServer {
    Server::builder().document("shop", DOCUMENT).bind().unwrap().spawn().unwrap()
}

fn flag(server: &RunningServer, key: &str) -> Json {
    get(server, &format!("/api/documents/shop/flags/{key}")).json()
}

fn etag(server: &RunningServer) -> String {
    get(server, "/api/documents/shop").json()["served"]["v6"]["etag"].as_str().unwrap().to_owned()
}

#[test]
fn a_flag_is_shown_with_its_parts() {
    let server = serve();
    let keys: Vec<Json> = get(&server, "/api/documents/shop/flags")
        .json()
        .as_array()
        .unwrap()
        .iter()
        .map(|flag| flag["key"].clone())
        .collect();
    assert_eq!(keys, ["isBeta", "color", "needs", "secret"]);
    let needs = flag(&server, "needs");
    assert_eq!(
        (&needs["type"], &needs["value"], &needs["override"]),
        (&json!("int"), &json!(1), &Json::Null)
    );
    assert_eq!(needs["prerequisites"], json!(["isBeta"]));
    let [flag_condition, user_condition] = needs["rules"][0]["conditions"].as_array().unwrap().as_slice()
    else {
        panic!("{needs}")
    };
    assert_eq!(
        (&flag_condition["kind"], &flag_condition["prerequisite_value"]),
        (&json!("prerequisite"), &json!(true))
    );
    assert_eq!((&user_condition["attribute"], &user_condition["values"]), (&json!("seats"), &json!([5.0])));
    let beta = flag(&server, "isBeta");
    assert_eq!((&beta["required_by"], &beta["segments"]), (&json!(["needs"]), &json!(["beta"])));
    assert_eq!(
        beta["choices"],
        json!([{"value": true, "variation_id": "i2"}, {"value": false, "variation_id": "i1"}])
    );
    let color = flag(&server, "color");
    assert_eq!((&color["looks_like_enum"], &color["percentage_attribute"]), (&json!(true), &json!("team")));
    assert_eq!(color["setting"]["p"][1]["v"]["s"], "red");
    let secret = flag(&server, "secret");
    assert_eq!(
        (&secret["hashed"], &secret["rules"][0]["conditions"][0]["hashed_values"]),
        (&json!(true), &json!(1))
    );
    let document = get(&server, "/api/documents").json();
    assert_eq!(document[0]["segments"][0]["flags"], json!(["isBeta"]));
}

#[test]
fn an_override_is_set_and_taken_back() {
    let server = serve();
    let before = etag(&server);
    let path = "/api/documents/shop/overrides/needs";
    assert_eq!(send(&server, &format!("PUT {path}"), r#"{"value": 7}"#).json()["override"], 7);
    assert_ne!(etag(&server), before);
    assert_eq!(
        get(&server, "/api/documents/shop/overrides").json(),
        json!({"file": null, "overrides": {"needs": 7}})
    );

    let wrong_type = send(&server, &format!("PUT {path}"), r#"{"value": "seven"}"#);
    assert_eq!(wrong_type.status, 422);
    assert_eq!(
        wrong_type.json()["error"]["message"],
        "the flag `needs` is a whole number, and `seven` is not"
    );
    let unknown = send(&server, "PUT /api/documents/shop/overrides/need", r#"{"value": 7}"#);
    assert_eq!(
        (unknown.status, unknown.json()["error"]["remedy"].clone()),
        (404, json!("did you mean `needs`?"))
    );
    for body in ["{}", r#"{"value": null}"#, r#"{"value": 1, "x": 2}"#, "nonsense"] {
        assert_eq!(send(&server, &format!("PUT {path}"), body).status, 400, "{body}");
    }
    assert_eq!(flag(&server, "needs")["override"], 7);
    let reset = request(&server, &format!("DELETE {path}"), &[], None);
    assert_eq!((reset.status, &reset.json()["override"]), (200, &Json::Null));
    assert_eq!(etag(&server), before);
    send(&server, &format!("PUT {path}"), r#"{"value": 8}"#);
    let all = request(&server, "DELETE /api/documents/shop/overrides", &[], None);
    assert_eq!(all.json(), json!({"removed": 1}));
}

#[test]
fn flags_are_evaluated_and_explained() {
    let server = serve();
    let question = json!({
        "users": [null, {"Identifier": "1", "Email": "x@a.b", "custom": {"seats": 6}}],
        "keys": ["needs", "color"],
        "explain": true
    });
    let answer = send(&server, "POST /api/documents/shop/evaluate", &question.to_string()).json();
    let [nobody, somebody] = answer["rows"].as_array().unwrap().as_slice() else { panic!("{answer}") };
    assert_eq!((&nobody[0]["value"], &nobody[0]["rule"]), (&json!(1), &Json::Null));
    assert_eq!((&somebody[0]["value"], &somebody[0]["rule"]), (&json!(2), &json!(1)));
    assert!(somebody[0]["rule_text"].as_str().unwrap().starts_with("IF Flag 'isBeta' EQUALS 'true'"));
    assert!(somebody[0]["explanation"].as_str().unwrap().contains("MATCH, applying rule"));
    assert_eq!(somebody[1]["missing_attributes"], json!(["team"]));
    for (body, status) in [
        (json!({"users": [{"Name": "x"}]}), 400),
        (json!({"users": [], "keys": ["colour"]}), 404),
        (json!({"users": vec![Json::Null; 1001]}), 422),
    ] {
        assert_eq!(send(&server, "POST /api/documents/shop/evaluate", &body.to_string()).status, status);
    }
    let attributes = get(&server, "/api/documents/shop/attributes").json();
    assert_eq!(
        attributes[0],
        json!({
            "name": "Email", "kinds": ["text"], "predefined": true, "comparators": ["CONTAINS ANY OF", "IS ONE OF"],
            "examples": ["@a.b"], "hashed_values": 1, "flags": ["isBeta", "secret"], "percentage_options": false
        })
    );
}

#[test]
fn an_edit_is_served_and_undone() {
    let server = serve();
    let before = etag(&server);
    let path = "PUT /api/documents/shop/draft/flags/color";
    let setting = r#"{"t": 1, "v": {"s": "green"}, "p": [{"p": 10, "v": {"s": "blue"}}, {"p": 90, "v": {"s": "red"}}]}"#;
    let answer = send(&server, path, setting);
    assert_eq!(
        (answer.status, &answer.json()["edited"], &answer.json()["value"]),
        (200, &json!(true), &json!("green"))
    );
    let config = get(&server, "/configuration-files/key/config_v6.json").json();
    assert_eq!(config["f"]["color"]["p"][1]["p"], 90);
    let diff = get(&server, "/api/documents/shop/draft/diff").json();
    assert_eq!(diff["flags"][0]["key"], "color");
    assert!(diff["flags"][0]["words"].as_array().unwrap().contains(&json!("+ 90 %: 'red'")), "{diff}");
    let post = |what: &str| request(&server, &format!("POST /api/documents/shop/draft/{what}"), &[], None);
    assert_eq!(post("undo").json()["can_redo"], true);
    assert_eq!(etag(&server), before);
    assert_eq!(post("undo").status, 409);
    assert_eq!(post("redo").json()["flags"], json!(["color"]));
    assert_eq!(post("discard").json()["edited"], false);
    assert_eq!(post("undo").json()["edited"], true);
    // There is no file.
    assert_eq!(post("write").status, 409);
}

#[test]
fn nonsense_is_refused_and_changes_nothing() {
    let server = serve();
    let before = etag(&server);
    for (key, setting, expected) in [
        ("color", json!({"t": 1, "v": {"b": true}}), "is not a text"),
        (
            "color",
            json!({"t": 0, "v": {"b": true}}),
            "the flag is a text, and the setting would make it a bool",
        ),
        (
            "color",
            json!({"t": 1, "v": {"s": "a"}, "p": [{"p": 60, "v": {"s": "a"}}]}),
            "sum up to 60, not to 100",
        ),
        (
            "isBeta",
            json!({"t": 0, "v": {"b": true}, "r": [{"c": [{"s": {"s": 7, "c": 0}}], "s": {"v": {"b": true}}}]}),
            "segment",
        ),
        (
            "isBeta",
            json!({"t": 0, "v": {"b": true}, "r": [{"c": [{"p": {"f": "needs", "c": 0, "v": {"i": 1}}}], "s": {"v": {"b": true}}}]}),
            "needs this flag in turn",
        ),
        (
            "isBeta",
            json!({"t": 0, "v": {"b": true}, "r": [{"c": [{"p": {"f": "nothing", "c": 0, "v": {"i": 1}}}], "s": {"v": {"b": true}}}]}),
            "`nothing` does not exist",
        ),
        (
            "secret",
            json!({"t": 0, "v": {"b": true}, "r": [{"c": [{"u": {"a": "Email", "c": 16, "l": ["00bbccddeeff00112233445566778899aabbccddeeff00112233445566778899"]}}], "s": {"v": {"b": true}}}]}),
            "hashed comparison values that the flag does not have",
        ),
        (
            "needs",
            json!({"t": 2, "v": {"i": 1}, "r": [{"c": [{"u": {"a": "x", "c": 99, "l": []}}], "s": {"v": {"i": 1}}}]}),
            "99",
        ),
    ] {
        let refused =
            send(&server, &format!("PUT /api/documents/shop/draft/flags/{key}"), &setting.to_string());
        assert_eq!(refused.status, 422, "{setting}");
        let error = refused.json()["error"].clone();
        assert!(error["problems"].to_string().contains(expected), "{expected}: {error}");
    }
    assert_eq!(send(&server, "PUT /api/documents/shop/draft/flags/colour", "{}").status, 404);
    assert_eq!(send(&server, "PUT /api/documents/shop/draft/flags/color", "[").status, 400);
    assert_eq!(etag(&server), before);
    assert_eq!(get(&server, "/api/documents/shop").json()["edited"], false);
    let retyped = send(
        &server,
        "PUT /api/documents/shop/draft/flags/color?change_type=true",
        r#"{"t": 0, "v": {"b": true}}"#,
    );
    assert_eq!((retyped.status, &retyped.json()["type"]), (200, &json!("bool")));
}

#[test]
fn an_edit_of_config_v5_stays_config_v5_where_it_can() {
    const SHA1: &str = "a9993e364706816aba3e25717850c26c9cd0d89d";

    let v5 = format!(
        r#"{{"f": {{"a": {{"t": 0, "v": false}}, "hashed": {{"t": 0, "v": false, "r": [{{"a": "Email", "t": 16, "c": "{SHA1}", "v": true}}]}}}}}}"#
    );
    let server = Server::builder().document("shop", v5).bind().unwrap().spawn().unwrap();
    let rule = |conditions: Json| json!({"t": 0, "v": {"b": false}, "r": [{"c": conditions, "s": {"v": {"b": true}}}]});
    let one = json!({"u": {"a": "Country", "c": 0, "l": ["HU"]}});
    let path = "PUT /api/documents/shop/draft/flags/a";
    assert_eq!(send(&server, path, &rule(json!([one])).to_string()).status, 200);
    let config = get(&server, "/configuration-files/key/config_v5.json").json();
    assert_eq!(config["f"]["a"]["r"][0], json!({"o": 0, "a": "Country", "t": 0, "c": "HU", "v": true}));
    // Two conditions need config v6, which has no place for the hashes of the other flag.
    let refused = send(&server, path, &rule(json!([one, one])).to_string());
    assert_eq!(refused.status, 422);
    assert!(
        refused.json()["error"]["message"]
            .as_str()
            .unwrap()
            .contains("flag `hashed` has no form in config v6")
    );
    assert_eq!(get(&server, "/api/documents/shop/flags/hashed").json()["setting"], Json::Null);
}

#[test]
fn users_are_saved() {
    let server = serve();
    let jane = json!({"Identifier": "1", "Email": "jane@a.b", "custom": {"seats": 5.0}});
    let saved = send(&server, "PUT /api/users/Jane%20%2F%201", &jane.to_string()).json();
    assert_eq!(saved, json!({"name": "Jane / 1", "user": jane}));
    send(&server, "PUT /api/users/nobody", "null");
    let all = get(&server, "/api/users").json();
    assert_eq!(all["users"].as_array().unwrap().len(), 2);
    assert_eq!(get(&server, "/api/users/jan").status, 404);
    assert_eq!(send(&server, "PUT /api/users/x", r#"{"plan": "pro"}"#).status, 400);
    assert_eq!(request(&server, "DELETE /api/users/nobody", &[], None).json(), json!({"removed": 1}));
    assert_eq!(request(&server, "DELETE /api/users", &[], None).json(), json!({"removed": 1}));
}

#[test]
fn the_description_names_each_path_and_the_server_answers_it() {
    let server = serve();
    let description = get(&server, "/api/openapi.json").json();
    for (path, methods) in description["paths"].as_object().unwrap() {
        let real = path.replace("{id}", "shop").replace("{key}", "color").replace("{name}", "jane");
        for method in methods.as_object().unwrap().keys().filter(|name| *name != "parameters") {
            if path == "/api/events" {
                continue;
            }
            let answer = request(&server, &format!("{} {real}", method.to_uppercase()), &[], None);
            let described = &methods[method]["responses"];
            assert!(answer.status != 405, "{method} {path}");
            let has_it = described.get(answer.status.to_string()).is_some() || answer.status == 415;
            assert!(has_it, "{method} {path}: {}", answer.status);
        }
    }
    for (line, status) in [
        ("GET /nothing", 404),
        ("PATCH /api/users", 405),
        ("GET /api/users/%ff", 400),
        ("GET /api/requests?after=x", 400),
    ] {
        let answer = request(&server, line, &[], None);
        assert_eq!(answer.status, status);
        assert!(answer.json()["error"]["remedy"].is_string());
    }
}
