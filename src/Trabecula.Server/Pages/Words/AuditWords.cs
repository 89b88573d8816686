namespace Trabecula.Server;

/// <summary>What people did, as the audit log's list says it; the log itself keeps the codes.</summary>
internal sealed partial record PageWords
{
    /// <summary>Says an action.</summary>
    /// <param name="code">The action's code.</param>
    public string ActionOf(string code) => IsJapanese ? InJapanese(code) : code.Replace('_', ' ');

    private static string InJapanese(string code) => code switch
    {
        "dxa_added" => "DXA結果の追加",
        "film_corrected" => "画像の修正",
        "film_opened" => "画像の閲覧",
        "film_retried" => "画像の再試行",
        "film_sent" => "画像の送信",
        "gates_given" => "品質基準の変更",
        "gates_withdrawn" => "品質基準を標準に戻す",
        "key_made" => "APIキーの作成",
        "key_withdrawn" => "APIキーの取り消し",
        "model_promoted" => "モデルの採用",
        "model_withdrawn" => "モデルの採用取り消し",
        "password_changed" => "パスワードの変更",
        "password_reset" => "パスワードの再発行",
        "person_added" => "利用者の追加",
        "person_disabled" => "利用者の無効化",
        "person_enabled" => "利用者の有効化",
        "reference_given" => "参照集団の変更",
        "reference_withdrawn" => "参照集団を標準に戻す",
        "result_downloaded" => "結果のダウンロード",
        "role_changed" => "役割の変更",
        "sign_in_failed" => "サインインの失敗",
        "sign_in_locked" => "アカウントのロック",
        "signed_in" => "サインイン",
        "signed_out" => "サインアウト",
        "study_asked" => "研究の依頼",
        "study_done" => "研究の完了",
        "study_failed" => "研究の失敗",
        "study_goes_on" => "研究の再開",
        "study_read" => "研究結果の閲覧",
        "study_stopped" => "研究の停止",
        _ => code.Replace('_', ' '),
    };
}
