"""What columns can hold, and the wordings by which offices head them."""

from __future__ import annotations

from enum import StrEnum

from ocop.domain.said import Said, say


class Field(StrEnum):
    """What a column can hold; the value is what a person calls it."""

    ORDINAL = say("số thứ tự")
    PRODUCT = say("tên sản phẩm")
    PRODUCER = say("chủ thể")
    ADDRESS = say("địa chỉ")
    COMMUNE = say("xã")
    DISTRICT = say("huyện")
    PROVINCE = say("tỉnh")
    STARS = say("hạng sao")
    PROPOSED = say("hạng sao đề xuất")
    POINTS = say("số điểm")
    SET = say("nhóm, bộ sản phẩm")
    DECISION = say("số quyết định")
    DATE = say("ngày quyết định")
    AUTHORITY = say("cơ quan ban hành")
    VALID_FROM = say("ngày hiệu lực")
    RULE = say("bộ tiêu chí")
    FORM = say("hình thức công nhận")
    LEVEL = say("cấp")
    CODE = say("mã sản phẩm")
    NOTE = say("ghi chú")

    @property
    def said(self) -> Said:
        """Its name in a sentence."""
        return Said(self.value)


# For each field the wordings that name it, the surest first: of two such columns the surer one is read.
WORDINGS: dict[Field, str] = {
    Field.ORDINAL: "TT, STT, Số TT, Số thứ tự, No",
    Field.PRODUCT: "Sản phẩm, Tên sản phẩm dịch vụ, Sản phẩm dịch vụ, Tên SP, Danh mục sản phẩm, Tên hàng hóa",
    Field.PRODUCER: (
        "Chủ thể, Cơ sở, Nhà sản xuất, Đơn vị, Đơn vị chủ thể, Chủ thể đơn vị, Chủ thể cơ sở, Đơn vị cơ sở, Cơ sở "
        "đơn vị, Chủ thể kinh doanh, Cơ sở kinh doanh, Đơn vị kinh doanh, Chủ thể sản phẩm, Chủ sở hữu, Doanh "
        "nghiệp, Tổ chức cá nhân, Đơn vị tổ chức cá nhân, Doanh nghiệp HTX, HTX doanh nghiệp, Chủ cơ sở"
    ),
    Field.ADDRESS: (
        "Địa chỉ, Địa điểm, Địa bàn, Địa chỉ chủ thể, Địa chỉ cơ sở, Địa chỉ đơn vị, Địa chỉ trụ sở, Địa chỉ liên "
        "hệ, Nơi sản xuất, Địa điểm chủ thể"
    ),
    Field.COMMUNE: (
        "Xã, Xã phường, Xã phường thị trấn, Phường xã, Phường xã thị trấn, Xã thị trấn, Phường, Xã phường đặc khu"
    ),
    Field.DISTRICT: (
        "Huyện, Huyện thị xã thành phố, Huyện thành phố, Huyện thị xã, Huyện thị thành phố, Huyện TP, Quận huyện, "
        "Quận huyện thị xã, Huyện TX TP, Quận huyện thị xã thành phố, Thành phố huyện"
    ),
    Field.PROVINCE: "Tỉnh, Tỉnh thành phố, Tỉnh TP, Tỉnh thành, Thành phố tỉnh",
    Field.STARS: (
        "Hạng sao, Số sao, Sao, Hạng, Xếp hạng, Phân hạng, Phân hạng sao, Xếp hạng sao, Kết quả phân hạng, Kết "
        "quả xếp hạng, Kết quả, Kết quả hạng sao, Kết quả phân hạng sao, Kết quả xếp hạng sao, Hạng sản phẩm, "
        "Phân hạng sản phẩm, Xếp hạng sản phẩm, Kết quả phân hạng sản phẩm, Xếp loại, Cấp sao, Đạt sao, Đạt hạng "
        "sao, Đạt hạng"
    ),
    Field.PROPOSED: (
        "Hạng sao đề xuất, Đề xuất hạng sao, Đề xuất hạng, Đề xuất, Đề xuất phân hạng, Hạng đề xuất, Sao đề xuất, "
        "Hạng sao đề nghị, Đề nghị hạng sao, Đề nghị phân hạng, Đề nghị công nhận hạng sao, Hạng sao dự kiến, Dự "
        "kiến hạng sao, Hạng sao tiềm năng, Sao tiềm năng, Tiềm năng"
    ),
    Field.POINTS: (
        "Tổng điểm, Tổng số điểm, Điểm tổng, Số điểm, Điểm, Điểm số, Điểm trung bình, Điểm bình quân, Kết quả "
        "điểm, Kết quả chấm điểm, Kết quả phân hạng điểm, Điểm hội đồng, Kết quả số điểm"
    ),
    Field.SET: (
        "Nhóm, Bộ, Bộ sản phẩm, Nhóm sản phẩm, Phân loại, Phân loại sản phẩm, Nhóm bộ sản phẩm, Phân nhóm, Nhóm "
        "ngành, Ngành hàng, Nhóm ngành hàng, Ngành, Ngành sản phẩm, Loại sản phẩm, Bộ nhóm sản phẩm, Nhóm phân "
        "nhóm"
    ),
    Field.DECISION: (
        "Quyết định, Số quyết định, Số QĐ, QĐ, QĐ số, Quyết định số, Số ngày quyết định, Quyết định số ngày, Số "
        "ngày tháng quyết định, Số ngày QĐ, Quyết định số ngày tháng, Quyết định số ngày tháng năm, Số ngày tháng "
        "năm quyết định, Số hiệu quyết định, Quyết định phê duyệt, Số quyết định phê duyệt, Số quyết định ngày"
    ),
    Field.DATE: (
        "Ngày, Ngày ban hành, Ngày quyết định, Ngày QĐ, Ngày ký, Ngày tháng, Ngày tháng năm, Ngày ban hành quyết "
        "định, Ngày ký quyết định, Ngày tháng năm ban hành, Ngày tháng quyết định, Ngày tháng năm quyết định, "
        "Quyết định ngày, Quyết định ngày ban hành, Thời gian"
    ),
    Field.AUTHORITY: (
        "Cơ quan, Cơ quan ban hành, Cơ quan quyết định, Cơ quan ban hành quyết định, Đơn vị ban hành, Cơ quan ký, "
        "Nơi ban hành, Cấp ban hành, Cơ quan cấp, Quyết định cơ quan"
    ),
    Field.VALID_FROM: (
        "Ngày hiệu lực, Ngày có hiệu lực, Có hiệu lực từ, Có hiệu lực từ ngày, Hiệu lực từ, Hiệu lực từ ngày, Thời "
        "điểm có hiệu lực, Thời điểm hiệu lực, Ngày bắt đầu hiệu lực, Ngày hiệu lực quyết định, Tính từ ngày, Thời "
        "hạn tính từ ngày, Thời hạn từ ngày, Giá trị từ ngày, Có giá trị từ ngày"
    ),
    Field.RULE: (
        "Bộ tiêu chí, Bộ tiêu chí áp dụng, Bộ tiêu chí đánh giá phân hạng, Căn cứ tiêu chí, Căn cứ bộ tiêu chí, "
        "Tiêu chí áp dụng, Tiêu chí, Văn bản tiêu chí, Số hiệu bộ tiêu chí, Bộ tiêu chí số, Quyết định bộ tiêu "
        "chí, Quyết định ban hành bộ tiêu chí"
    ),
    Field.FORM: (
        "Hình thức, Hình thức công nhận, Hình thức đánh giá phân hạng, Lần công nhận, Công nhận lại, Công nhận mới "
        "công nhận lại, Mới lại, Nội dung công nhận, Loại hình công nhận"
    ),
    Field.LEVEL: "Cấp, Cấp quyết định, Cấp phân hạng, Cấp xếp hạng",
    Field.CODE: "Mã, Mã số, Mã sản phẩm, Mã số sản phẩm, Mã SP, Mã số SP, Mã hồ sơ",
    Field.NOTE: "Ghi chú, Chú thích",
}
